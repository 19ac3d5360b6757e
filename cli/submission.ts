import { findExercise, loadPacks } from '../lessons/format/load-pack.ts';
import type { Locale } from '../lessons/format/locale.ts';
import { formatProblem, type Problem } from '../lessons/format/problem.ts';
import { readTextFiles, type TextFiles } from '../lessons/format/text-files.ts';
import { UsageError } from './exit.ts';
import { allPackFolders } from './packs.ts';

type Found = NonNullable<ReturnType<typeof findExercise>>;

interface Asked {
  readonly packs: readonly string[];
  /** The language of what is said where it cannot be found. */
  readonly locale: Locale;
}

const words = {
  en: {
    noFolder: (folder: string) => `--files ${folder} does not exist`,
    noneButFile: (folder: string) => `--files ${folder} is a file, not a folder`,
    unreadable: (folder: string) => `--files ${folder} cannot be read`,
    nameFolder: 'name the folder that holds your answer.',
    notLoaded: (id: string, why: string) => `the exercise "${id}" could not be loaded: ${why}`,
    unknown: (id: string) => `there is no exercise "${id}"; "backline list" shows those there are.`,
  },
  'pt-BR': {
    noFolder: (folder: string) => `--files ${folder} não existe`,
    noneButFile: (folder: string) => `--files ${folder} é um arquivo, não uma pasta`,
    unreadable: (folder: string) => `--files ${folder} não pôde ser lida`,
    nameFolder: 'indique a pasta que tem a sua resposta.',
    notLoaded: (id: string, why: string) => `não foi possível carregar o exercício "${id}": ${why}`,
    unknown: (id: string) => `não existe o exercício "${id}"; "backline list" mostra os que existem.`,
  },
} as const satisfies Record<Locale, object>;

/** The exercise with this id. Throws a UsageError that says what keeps it from being used. */
export async function findOrExplain(exerciseId: string, { packs: given, locale }: Asked): Promise<Found> {
  const { packs, problems } = await loadPacks(allPackFolders(given));
  const found = findExercise(packs, exerciseId);
  if (found === null) throw new UsageError(whyNotFound(exerciseId, problems, locale));
  return found;
}

/** The text files of a submission's folder. Throws a UsageError where the folder cannot be read. */
export async function readSubmission(folder: string, locale: Locale): Promise<TextFiles> {
  try {
    return await readTextFiles(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const text = words[locale];
    const why = { ENOENT: text.noFolder, ENOTDIR: text.noneButFile }[code ?? ''] ?? text.unreadable;
    throw new UsageError(`${why(folder)}; ${text.nameFolder}`);
  }
}

/** An exercise may be unknown, or it may be there and broken: the second names the file and line to mend. */
function whyNotFound(exerciseId: string, problems: readonly Problem[], locale: Locale): string {
  const text = words[locale];
  const errors = problems.filter((problem) => problem.severity === 'error');
  const folders = exerciseId.split('/');
  const about = (depth: number) => errors.find(({ file }) => hasFolders(file, folders.slice(0, depth)));
  const problem = about(3) ?? about(2) ?? about(1) ?? errors.find(({ file }) => file.endsWith('pack.yaml'));
  return problem === undefined
    ? text.unknown(exerciseId)
    : text.notLoaded(exerciseId, formatProblem(problem, locale));
}

function hasFolders(file: string, folders: readonly string[]): boolean {
  return file
    .split(/[\\/]/)
    .join('/')
    .includes(`/${folders.slice(-2).join('/')}/`);
}
