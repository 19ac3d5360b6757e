import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { findExercise, loadPacks } from '../lessons/format/load-pack.ts';
import { type Locale, locales } from '../lessons/format/locale.ts';
import { formatProblem, type Problem } from '../lessons/format/problem.ts';
import { readTextFiles, type TextFiles } from '../lessons/format/text-files.ts';
import { gradeExercise } from '../lessons/grade-exercise.ts';
import { exitCodes, UsageError } from './exit.ts';
import { packFolders, packsOption } from './packs.ts';
import { formatReport } from './report-text.ts';
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
    .addOption(new Option('--locale <locale>', 'language of the messages').choices(locales).default('en'))
    .option('--json', 'print the whole report as JSON')
    .action(async (exerciseId: string, options: GradeOptions) => {
      process.exitCode = await grade(exerciseId, options);
    });
}

async function grade(exerciseId: string, options: GradeOptions): Promise<number> {
  const { packs, problems } = await loadPacks(packFolders(options.packs));
  const found = findExercise(packs, exerciseId);
  if (found === null) throw new UsageError(whyNotFound(exerciseId, problems));
  const submission = await readSubmission(options.files);
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

/** An exercise may be unknown, or it may be there and broken: the second names the file and line to mend. */
function whyNotFound(exerciseId: string, problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const folders = exerciseId.split('/');
  const about = (depth: number) => errors.find(({ file }) => hasFolders(file, folders.slice(0, depth)));
  const problem = about(3) ?? about(2) ?? about(1) ?? errors.find(({ file }) => file.endsWith('pack.yaml'));
  if (problem !== undefined)
    return `the exercise "${exerciseId}" could not be loaded: ${formatProblem(problem)}`;
  return `there is no exercise "${exerciseId}"; "backline list" shows those there are.`;
}

function hasFolders(file: string, folders: readonly string[]): boolean {
  return file
    .split(/[\\/]/)
    .join('/')
    .includes(`/${folders.slice(-2).join('/')}/`);
}

async function readSubmission(folder: string): Promise<TextFiles> {
  try {
    return await readTextFiles(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'ENOTDIR'
          ? 'is a file, not a folder'
          : 'cannot be read';
    throw new UsageError(`--files ${folder} ${why}; name the folder that holds your answer.`);
  }
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError('it must be a whole number from 0 up.');
  return seed;
}
