import { type DatabaseFile, fileOfName } from './databases-file.ts';
import { type Databases, type Declared, databasesOf } from './open-app.ts';

export interface ProjectDatabases {
  /** What databases.mjs makes. */
  readonly list: readonly DatabaseFile[];
  /** Path in the project to text, of the scripts that it makes them from. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Names that mean a file outside the project, where nothing is made. */
  readonly outside: readonly string[];
  /** Files that are one database in a world, and several here. */
  readonly shared: readonly (readonly string[])[];
}

/** The databases that shown checks work with; what only other checks use stays in the pack. */
export function shownDatabases(context: Declared): Databases {
  const shown = context.exercise.checks.filter((check) => check.visibility === 'shown');
  // The first check that names one wins, as the one that learners meet first.
  return Object.assign({}, ...shown.map((check) => databasesOf(check, context)).reverse());
}

/** Which files must be there for a program that opens these names; each is given with what it means in a world. */
export function projectDatabases(shown: Databases, opened: ReadonlyMap<string, string>): ProjectDatabases {
  const files = new Map<string, string>();
  const outside: string[] = [];
  for (const [name, database] of opened.size > 0 ? opened : namesOf(shown)) {
    const file = fileOfName(name);
    if (file === null) outside.push(name);
    else files.set(file, database);
  }
  const scripts: Record<string, string> = {};
  const list = [...files].map(([file, database]) => {
    const text = shown[database]?.text;
    if (text === undefined) return { file, script: null };
    const script = `data/${database}.sql`;
    scripts[script] = text;
    return { file, script };
  });
  const shared = [...Map.groupBy(files, ([, database]) => database).values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map(([file]) => file));
  return { list, scripts, outside, shared };
}

/** A program that opens nothing yet will want to, and finds its data under the name of a world. */
function namesOf(shown: Databases): ReadonlyMap<string, string> {
  return new Map(Object.keys(shown).map((name) => [`${name}.db`, name]));
}
