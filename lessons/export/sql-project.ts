import type { Locale } from '../format/locale.ts';
import { type ProjectParts, sourceFolder } from './project.ts';

export interface SqlProject {
  /** Name of a dataset to the script that makes it. Where there is none, the scripts run on an empty database. */
  readonly datasets: Readonly<Record<string, string>>;
  readonly entry: string;
  /** A query of the exercise's that runs after the learner's script; null where there is none. */
  readonly query: string | null;
  /** Queries that show what the script left, each with its title. */
  readonly inspect: readonly { readonly title: string; readonly sql: string }[];
  /** Whether the plan of each query is printed as well. */
  readonly plans: boolean;
  readonly locale: Locale;
}

const words = {
  en: {
    what: 'Runs the SQL in src/ on a new database for each dataset, and prints what it gives.',
    rows: 'rows',
    more: 'the first 100 are shown',
    changed: 'rows changed',
    stale: 'After a statement that changes no row, SQLite still tells of the one before.',
    plan: 'Plan',
    heading: 'How it runs',
    run: 'No package is needed: `npm start` runs `run.mjs`, which opens the SQLite that is in Node, loads each script of `data/` into a database of its own, runs your SQL there and prints the results.',
    kept: 'The databases are kept as `.db` files beside it, made anew each time; any SQLite tool opens them. In Backline the clock stands at a fixed moment, and here it is the real one.',
  },
  'pt-BR': {
    what: 'Executa o SQL de src/ em um banco de dados novo para cada conjunto de dados e mostra o que ele dá.',
    rows: 'linhas',
    more: 'as 100 primeiras são mostradas',
    changed: 'linhas alteradas',
    stale: 'Depois de um comando que não altera linhas, o SQLite ainda fala do anterior.',
    plan: 'Plano',
    heading: 'Como funciona',
    run: 'Nenhum pacote é necessário: `npm start` executa `run.mjs`, que abre o SQLite que vem no Node, carrega cada script de `data/` em um banco próprio, executa ali o seu SQL e mostra os resultados.',
    kept: 'Os bancos ficam ao lado, em arquivos `.db`, recriados a cada vez; qualquer ferramenta de SQLite os abre. No Backline o relógio fica em um momento fixo, e aqui ele é o de verdade.',
  },
} as const satisfies Record<Locale, object>;

/** A project that runs SQL files with the SQLite that is in Node; several kinds are of this shape. */
export function sqlProject(project: SqlProject): ProjectParts {
  const { datasets, query, locale } = project;
  const texts = words[locale];
  return {
    files: {
      'run.mjs': runFile(project),
      ...Object.fromEntries(Object.entries(datasets).map(([name, text]) => [`data/${name}.sql`, text])),
      ...(query === null ? {} : { 'data/query.sql': query }),
    },
    scripts: {},
    tools: { start: 'run.mjs' },
    env: {},
    packages: [],
    sections: [`## ${texts.heading}`, texts.run, texts.kept],
    warnings: [],
  };
}

function runFile({ datasets, entry, query, inspect, plans, locale }: SqlProject): string {
  const texts = words[locale];
  const names = Object.keys(datasets);
  const databases =
    names.length === 0
      ? [{ file: 'main.db', script: null }]
      : names.map((name) => ({ file: `${name}.db`, script: `data/${name}.sql` }));
  const scripts = [`${sourceFolder}/${entry}`, ...(query === null ? [] : ['data/query.sql'])];
  const list = (items: readonly unknown[]) => items.map((item) => `  ${JSON.stringify(item)},\n`).join('');
  return `// ${texts.what}
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const databases = [
${list(databases)}];
const scripts = [
${list(scripts)}];
const inspect = [
${list(inspect)}];
const mostRows = 100;

for (const { file, script } of databases) {
  console.log(\`\\n=== \${file}\`);
  for (const ending of ['', '-wal', '-shm', '-journal']) {
    rmSync(join(import.meta.dirname, file + ending), { force: true });
  }
  const database = new DatabaseSync(join(import.meta.dirname, file));
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;');
  if (script !== null) database.exec(read(script));
  try {
    for (const name of scripts) {
      for (const statement of statementsOf(database, read(name))) run(database, statement);
    }
    for (const { title, sql } of inspect) {
      console.log(\`\\n\${title}\`);
      print(database, database.prepare(sql));
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    database.close();
  }
}

function run(database, statement) {
  console.log(\`\\n\${statement.sourceSQL.trim()}\`);
  print(database, statement);
${plans ? '  printPlan(database, statement);\n' : ''}}

function print(database, statement) {
  if (statement.columns().length === 0) {
    console.log(\`${texts.changed}: \${changesOf(database, statement)}\`);
    return;
  }
  const rows = statement.all();
  console.table(rows.slice(0, mostRows));
  console.log(\`${texts.rows}: \${rows.length}\${rows.length > mostRows ? ', ${texts.more}' : ''}\`);
}
${plans ? planFunction(texts.plan) : ''}
function changesOf(database, statement) {
  const total = database.prepare('SELECT total_changes() AS rows');
  const before = total.get().rows;
  const { changes } = statement.run();
  // ${texts.stale}
  return total.get().rows === before ? 0 : changes;
}

function* statementsOf(database, script) {
  for (let rest = script; !isBlank(rest); ) {
    const statement = database.prepare(rest);
    rest = rest.slice(statement.sourceSQL.length);
    yield statement;
  }
}

function isBlank(sql) {
  return sql.replace(/--[^\\n]*|\\/\\*[\\s\\S]*?(\\*\\/|$)|[\\s;]/g, '') === '';
}

function read(path) {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}
`;
}

function planFunction(title: string): string {
  return `
function printPlan(database, statement) {
  if (statement.columns().length === 0) return;
  console.log('${title}:');
  for (const { detail } of database.prepare(\`EXPLAIN QUERY PLAN \${statement.sourceSQL}\`).all()) {
    console.log(\`  \${detail}\`);
  }
}
`;
}
