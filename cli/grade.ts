import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import type { Locale } from '../lessons/format/locale.ts';
import { gradeExercise } from '../lessons/grade-exercise.ts';
import { exitCodes, UsageError } from './exit.ts';
import { localeOption } from './locale-option.ts';
import { packsOption } from './packs.ts';
import { formatReport } from './report-text.ts';
import { findOrExplain, readSubmission } from './submission.ts';
import { appVersion } from './version.ts';

interface GradeOptions {
  readonly files: string;
  readonly packs: readonly string[];
  readonly seed?: number;
  readonly locale: Locale;
  readonly json?: boolean;
}

/** `backline grade`: grades a folder as a submission. Exit 0 passed, 1 not passed, 2 could not be graded. */
export function addGradeCommand(program: Command): void {
  program
    .command('grade')
    .description('Grade a folder of files as a submission to an exercise.')
    .argument('<exercise-id>', 'pack/lesson/exercise, as "backline list" shows it')
    .requiredOption('--files <folder>', 'the submission')
    .option(...packsOption)
    .option('--seed <number>', 'seed of everything random; the same seed gives the same report', parseSeed)
    .addOption(localeOption())
    .option('--json', 'print the whole report as JSON')
    .action(async (exerciseId: string, options: GradeOptions) => {
      process.exitCode = await grade(exerciseId, options);
    });
}

async function grade(exerciseId: string, options: GradeOptions): Promise<number> {
  const found = await findOrExplain(exerciseId, options);
  const submission = await readSubmission(options.files, options.locale);
  const { createSandbox } = await import('../sandbox/sandbox.ts');
  const sandbox = await createSandbox({ runners: 1 });
  try {
    const result = await gradeExercise({
      sandbox,
      exercise: found.exercise,
      packVersion: found.pack.manifest.version,
      appVersion,
      ...submission,
      mode: 'submit',
      seed: options.seed ?? randomInt(2 ** 31),
      locale: options.locale,
    });
    if (!result.ok) throw new UsageError(result.error.message);
    console.log(options.json ? JSON.stringify(result.report, null, 2) : formatReport(result.report));
    return result.report.passed ? exitCodes.passed : exitCodes.notPassed;
  } finally {
    await sandbox.close();
  }
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError('it must be a whole number from 0 up.');
  return seed;
}
