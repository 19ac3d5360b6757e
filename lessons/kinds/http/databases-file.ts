import { posix } from 'node:path';
import { sourceFolder } from '../../export/project.ts';
import type { Locale } from '../../format/locale.ts';

/** A file that a program opens, and the script that makes it; null where it begins empty. */
export interface DatabaseFile {
  /** Path in the project. */
  readonly file: string;
  readonly script: string | null;
}

/**
 * The file of the project that a name means which a program gives SQLite, or null where it would be
 * outside the project. In a world a name is never a path; here it is, from the program's folder.
 */
export function fileOfName(name: string): string | null {
  const path = name
    .replace(/^file:(\/\/[^/]*)?/, '')
    .replace(/\?.*$/, '')
    .replaceAll('\\', '/');
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:/.test(path);
  if (isAbsolute && !path.startsWith('/app/')) return null;
  const file = posix.normalize(posix.join(sourceFolder, path.replace(/^\/app\//, '')));
  return file.startsWith('../') || file.endsWith('/') ? null : file;
}

const words = {
  en: {
    what: 'Makes the databases of the program from the scripts in data/. Run by itself, it makes them anew.',
    fast: 'A script is loaded whole or not at all, so nothing is lost by not waiting for the disk.',
    made: 'Made',
  },
  'pt-BR': {
    what: 'Cria os bancos de dados do programa com os scripts de data/. Executado sozinho, recria todos.',
    fast: 'Um script é carregado por inteiro ou não é, então nada se perde por não esperar o disco.',
    made: 'Criado:',
  },
} as const satisfies Record<Locale, object>;

/** databases.mjs of the project: makes what is missing at a start, and everything anew when it is asked to. */
export function databasesFile(databases: readonly DatabaseFile[], locale: Locale): string {
  const text = words[locale];
  const list = databases
    .map(({ file, script }) => `  { file: ${JSON.stringify(file)}, script: ${JSON.stringify(script)} },\n`)
    .join('');
  return `// ${text.what}
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const databases = [
${list}];

export function createMissingDatabases() {
  for (const database of databases) {
    if (!existsSync(pathOf(database.file))) create(database);
  }
}

function create({ file, script }) {
  const path = pathOf(file);
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    // ${text.fast}
    database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;');
    if (script !== null) database.exec(readFileSync(pathOf(script), 'utf8'));
    database.close();
  } catch (error) {
    database.close();
    remove(file);
    throw error;
  }
  console.log(\`${text.made} \${file}\`);
}

function remove(file) {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(pathOf(file) + ending, { force: true });
}

function pathOf(file) {
  return join(import.meta.dirname, file);
}

if (import.meta.main) {
  for (const { file } of databases) remove(file);
  createMissingDatabases();
}
`;
}
