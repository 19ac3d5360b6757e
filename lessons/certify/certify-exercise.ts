import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder } from '../format/load-exercise.ts';
import type { Locale } from '../format/locale.ts';
import type { Problem } from '../format/problem.ts';
import { parseYaml } from '../format/yaml-source.ts';
import { exerciseKinds } from '../kinds/schemas.ts';
import type { Verdicts } from './known-certificates.ts';
import { type MutationScore, notScored, scoreChecks } from './mutation/score-checks.ts';
import { proveMistakes } from './proof/prove-mistakes.ts';
import { proveSolution } from './proof/prove-solution.ts';
import { proveStarter } from './proof/prove-starter.ts';
import { type Files, type Proving, problemAt } from './proof/proving.ts';
import { checkSizes } from './proof/size-budget.ts';
import { findBrokenLinks } from './texts/markdown-links.ts';
import { untranslated, untranslatedText } from './texts/untranslated.ts';

export interface CertifyExerciseRequest {
  readonly sandbox: Sandbox;
  readonly exercise: LoadedExercise;
  readonly packVersion: string;
  readonly appVersion: string;
  /** The language of what is quoted of grades. */
  readonly locale: Locale;
  /** The languages that the pack says it has. */
  readonly locales: readonly Locale[];
  /** How many answers are graded side by side. */
  readonly atOnce: number;
  /** Verdicts from before, of this exercise as it was. */
  readonly known: Verdicts;
  readonly signal?: AbortSignal | undefined;
}

export interface ExerciseCertificate extends MutationScore {
  readonly id: string;
  readonly findings: readonly Problem[];
}

export interface CertifiedExercise {
  readonly certificate: ExerciseCertificate;
  /** To be `known` the next time. */
  readonly verdicts: Verdicts;
}

/** Says whether an exercise is what it promises to be, and where it is not. */
export async function certifyExercise(request: CertifyExerciseRequest): Promise<CertifiedExercise> {
  const { exercise, locales } = request;
  const { sandbox, packVersion, appVersion, locale, signal } = request;
  const lineOf = await linesOf(exercise);
  const proving = { sandbox, exercise, packVersion, appVersion, locale, signal, lineOf };
  const unread: Problem[] = [];
  const mistakes: Record<string, Files> = {};
  for (const name of exercise.wrong) {
    const { entry } = exercise.exercise;
    mistakes[name] = await readSubmissionFolder(exercise.folder, `wrong/${name}`, entry, unread);
  }
  const [starter, solution, wrong] = await Promise.all([
    proveStarter(proving),
    proveSolution(proving),
    proveMistakes(proving, mistakes),
  ]);
  // A solution that does not pass says nothing about checks that do not let others pass.
  const {
    findings: ofMutants,
    verdicts,
    ...score
  } = solution.length > 0
    ? { ...notScored, findings: [], verdicts: request.known }
    : await scoreChecks(proving, request);
  const findings = [
    ...unread,
    ...checkTexts(proving, locales),
    ...checkSizes(proving, mistakes),
    ...starter,
    ...solution,
    ...wrong,
    ...ofMutants,
  ];
  return { certificate: { id: exercise.id, ...score, findings }, verdicts };
}

async function linesOf({ folder }: LoadedExercise): Promise<Proving['lineOf']> {
  const file = join(folder, 'exercise.yaml');
  const parsed = parseYaml({ file, text: await readFile(file, 'utf8') }, z.unknown());
  return parsed.ok ? parsed.lineOf : () => 1;
}

function checkTexts(proving: Proving, locales: readonly Locale[]): readonly Problem[] {
  const { exercise, kind, tasks, folder } = proving.exercise;
  const links = Object.entries(tasks).flatMap(([locale, text]) =>
    findBrokenLinks(join(folder, locale === 'en' ? 'task.md' : `task.${locale}.md`), text),
  );
  const missing = locales.flatMap((locale) =>
    untranslated(exerciseKinds[kind].schema, exercise, locale).map((path): Problem => {
      return { ...problemAt(proving, path, untranslatedText(path, locale)), severity: 'warning' };
    }),
  );
  return [...links, ...missing];
}
