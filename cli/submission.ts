import { findExercise, loadPacks } from '../lessons/format/load-pack.ts';
import { formatProblem, type Problem } from '../lessons/format/problem.ts';
import { readTextFiles, type TextFiles } from '../lessons/format/text-files.ts';
import { UsageError } from './exit.ts';
import { allPackFolders } from './packs.ts';

type Found = NonNullable<ReturnType<typeof findExercise>>;

/** The exercise with this id. Throws a UsageError that says what keeps it from being used. */
export async function findOrExplain(exerciseId: string, packsGiven: readonly string[]): Promise<Found> {
  const { packs, problems } = await loadPacks(allPackFolders(packsGiven));
  const found = findExercise(packs, exerciseId);
  if (found === null) throw new UsageError(whyNotFound(exerciseId, problems));
  return found;
}

/** The text files of a submission's folder. Throws a UsageError where the folder cannot be read. */
export async function readSubmission(folder: string): Promise<TextFiles> {
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
