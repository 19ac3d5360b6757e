import type { ExportContext, ProjectParts } from '../../export/project.ts';
import { SharedWork } from '../../grading/shared-work.ts';
import { databasesFile } from './databases-file.ts';
import { exportTexts } from './export-texts.ts';
import type { Context } from './findings.ts';
import { type ProjectDatabases, projectDatabases, shownDatabases } from './project-databases.ts';
import type { HttpExercise } from './schema.ts';
import { startFile } from './start-file.ts';
import { watchProgram } from './watch-program.ts';

/** A program that starts on a real port, with the databases that it opens made from the exercise's scripts. */
export async function exportHttp(context: ExportContext<HttpExercise>): Promise<ProjectParts> {
  const { exercise, locale, sandbox } = context;
  const texts = exportTexts[locale];
  const shared = new SharedWork();
  const grading: Context = { ...context, solution: {}, starter: {}, seed: 1, limits: {}, shared };
  const shown = shownDatabases(grading);
  const program = await watchProgram(shown, grading, sandbox);
  const databases = projectDatabases(shown, program.opened);
  const hasDatabases = databases.list.length > 0;
  return {
    files: {
      'start.mjs': startFile({ entry: exercise.entry, hasDatabases, locale }),
      ...(hasDatabases ? { 'databases.mjs': databasesFile(databases.list, locale) } : {}),
      ...databases.scripts,
    },
    scripts: { start: 'start.mjs' },
    tools: hasDatabases ? { reset: 'databases.mjs' } : {},
    env: { PORT: '3000', ...exercise.env },
    packages: program.app === 'fetch' ? ['@hono/node-server'] : [],
    sections: sectionsOf(databases, context),
    warnings: [
      ...(program.problem === null ? [] : [texts.problem(program.problem)]),
      ...databases.outside.map(texts.outside),
      ...databases.shared.map((files) => texts.shared(files.join(` ${texts.and} `))),
    ],
  };
}

function sectionsOf({ list, shared }: ProjectDatabases, { locale }: ExportContext<HttpExercise>): string[] {
  const texts = exportTexts[locale];
  const names = (files: readonly string[]) => files.map((file) => `\`${file}\``).join(', ');
  const seeded = list.filter(({ script }) => script !== null).map(({ file }) => file);
  const empty = list.filter(({ script }) => script === null).map(({ file }) => file);
  const data = [
    ...(seeded.length > 0 ? [texts.made(names(seeded))] : []),
    ...(empty.length > 0 ? [texts.makes(names(empty))] : []),
    ...shared.map((files) => texts.shared(files.map((file) => `\`${file}\``).join(` ${texts.and} `))),
    texts.reset,
  ];
  return [
    `## ${texts.startHeading}`,
    texts.start,
    ...(list.length > 0 ? [`## ${texts.dataHeading}`, data.join('\n')] : []),
    `## ${texts.differencesHeading}`,
    texts.differences.map((line) => `- ${line}`).join('\n'),
  ];
}
