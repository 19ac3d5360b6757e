import type { Sandbox } from '../../sandbox/types.ts';
import type { LoadedExercise } from '../format/load-exercise.ts';
import { type Locale, textIn } from '../format/locale.ts';
import { AuthorFault, brokenExercise } from '../grading/author-fault.ts';
import { submissionFault } from '../grading/submission-fault.ts';
import { exporterOf } from '../kinds/exporters.ts';
import { envFile } from './env-file.ts';
import { filesOnly } from './files-only.ts';
import { packageJson } from './package-json.ts';
import { type ExportedProject, type ProjectParts, sourceFolder } from './project.ts';
import { packagesOf } from './project-packages.ts';
import { projectTexts } from './project-texts.ts';
import { readme } from './readme.ts';

export interface ExportRequest {
  readonly sandbox: Sandbox;
  readonly exercise: LoadedExercise;
  /** The submission: path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the submission that are not text, which no world would take either. */
  readonly unreadable?: readonly { readonly path: string }[];
  readonly locale: Locale;
}

export type ExportResult =
  | { readonly ok: true; readonly project: ExportedProject }
  | {
      readonly ok: false;
      readonly error: { readonly code: 'submission' | 'pack-broken'; readonly message: string };
    };

/**
 * Makes a submission into a Node project that answers outside as it does in a world. A submission that
 * nothing can be made of, and a mistake of the pack's author, come back as an error.
 */
export async function exportExercise(request: ExportRequest): Promise<ExportResult> {
  const fault = submissionFault(request);
  if (fault !== null) {
    return { ok: false, error: { code: 'submission', message: `${fault.message} ${fault.nextStep}` } };
  }
  const { exercise: loaded, files, locale, sandbox } = request;
  const exporter = exporterOf(loaded.kind) ?? filesOnly;
  try {
    const parts = await exporter({
      exercise: loaded.exercise,
      files,
      resources: loaded.resources,
      locale,
      sandbox,
    });
    return { ok: true, project: projectOf(parts, request) };
  } catch (error) {
    if (!(error instanceof AuthorFault)) throw error;
    return { ok: false, error: brokenExercise(loaded.id, error, locale) };
  }
}

function projectOf(parts: ProjectParts, { exercise: loaded, files, locale, sandbox }: ExportRequest) {
  const texts = projectTexts[locale];
  const title = textIn(loaded.exercise.title, locale);
  const packages = packagesOf({ files, packages: parts.packages, shelf: sandbox.versions.shelf });
  const env = envFile(parts.env);
  const options = [
    ...(env.text === '' ? [] : ['--env-file=.env']),
    ...(packages.usesTypeScript ? ['--import tsx'] : []),
  ];
  const scripts = {
    ...commands(parts.scripts, ['node', ...options]),
    ...commands(parts.tools, ['node']),
  };
  const words = {
    id: loaded.id,
    title,
    entry: loaded.exercise.entry,
    scripts: Object.keys(scripts),
    hasEnv: env.text !== '',
    sections: parts.sections,
    locale,
  };
  const all: Record<string, string> = {
    ...parts.files,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${sourceFolder}/${path}`, text])),
    'package.json': packageJson({ id: loaded.id, title, packages, scripts }),
    'README.md': readme(words),
    '.gitignore': 'node_modules/\n*.db\n*.db-*\n',
    'TASK.md': loaded.tasks[locale] ?? loaded.tasks.en,
    ...(env.text === '' ? {} : { '.env': env.text }),
  };
  return {
    files: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))),
    scripts: Object.keys(scripts),
    warnings: [
      ...parts.warnings,
      ...packages.unknown.map(texts.unknownPackage),
      ...env.left.map(texts.envLeft),
    ],
  } satisfies ExportedProject;
}

function commands(
  scripts: Readonly<Record<string, string>>,
  head: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(scripts).map(([name, rest]) => [name, [...head, rest].join(' ')]));
}
