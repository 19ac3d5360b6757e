import type { Failure, Job, World } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import type { Finding } from '../../grading/grader.ts';
import { authorsWords, placeOfFailure, type Script } from '../../grading/statement-place.ts';
import type { Context } from './findings.ts';
import type { HttpCheck } from './schema.ts';

/** Database name to its script, and the file that an author would mend. */
export type Databases = Readonly<Record<string, Script>>;

export type OpenedApp =
  | { readonly ok: true; readonly world: World }
  | { readonly ok: false; readonly finding: Finding };

export interface AppToOpen {
  readonly files: Context['files'];
  readonly databases: Databases;
}

/** A fresh world with the program loaded in it. Throws an AuthorFault where a database does not load. */
export async function openApp(app: AppToOpen, context: Context, job: Job): Promise<OpenedApp> {
  const { exercise, seed, limits, locale } = context;
  const opened = await job.openWorld({
    files: app.files,
    entry: exercise.entry,
    databases: Object.fromEntries(Object.entries(app.databases).map(([name, { text }]) => [name, text])),
    seed,
    startTime: Date.parse(exercise.startTime),
    env: exercise.env,
    limits,
  });
  if (!opened.ok) return { ok: false, finding: openingFailed(opened.failure, app.databases, context) };
  const loaded = await opened.value.load();
  return loaded.ok
    ? { ok: true, world: opened.value }
    : { ok: false, finding: { ...describeFailure(loaded.failure, locale), endsAll: true } };
}

export type Declared = Pick<Context, 'exercise' | 'resources'>;

/** The databases of a check: the exercise's, and those that the check replaces. */
export function databasesOf(check: HttpCheck, { exercise, resources }: Declared): Databases {
  const names = { ...exercise.databases, ...check.databases };
  return Object.fromEntries(
    Object.entries(names).map(([name, file]) => [name, { file, text: resourceText(file, resources) }]),
  );
}

export function resourceText(file: string, resources: Context['resources']): string {
  const text = resources[file];
  if (text === undefined) {
    throw new AuthorFault({
      en: `its database file ${file} is not there`,
      'pt-BR': `seu arquivo de banco de dados ${file} não foi encontrado`,
    });
  }
  return text;
}

function openingFailed(failure: Failure, databases: Databases, { locale }: Context): Finding {
  if (failure.kind !== 'sql') return describeFailure(failure, locale);
  const script = Object.values(databases).find((each) => placeOfFailure(failure, each) !== null);
  const { message } = failure;
  const words = script === undefined ? { en: message, 'pt-BR': message } : authorsWords(failure, script);
  throw new AuthorFault({
    en: `its database does not load: ${words.en}`,
    'pt-BR': `seu banco de dados não carrega: ${words['pt-BR']}`,
  });
}
