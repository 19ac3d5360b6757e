import { DatabaseSync } from 'node:sqlite';
import type { Sandbox } from '../../sandbox/types.ts';
import { benchExercise, submit } from './exercise.ts';
import { type BenchRow, measureBeside, row } from './measure.ts';

const query = `SELECT customer, count(*) AS orders, sum(total) AS spent
FROM orders WHERE placed_at >= '2026-02-01' GROUP BY customer HAVING count(*) > 3 ORDER BY spent DESC, customer;`;

/** A dataset whose database is about 1 MB: 12,000 orders. */
function dataset(salt: number): string {
  const rows = Array.from({ length: 12_000 }, (_, index) => {
    const mixed = (index * 7919 + salt * 104_729) % 100_003;
    const day = String((mixed % 28) + 1).padStart(2, '0');
    const note = 'n'.repeat(mixed % 60);
    return `(${index + 1},'customer ${mixed % 400}','2026-0${(mixed % 3) + 1}-${day}',${mixed % 5000},'${note}')`;
  });
  return `CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, placed_at TEXT, total INTEGER, note TEXT);
INSERT INTO orders VALUES ${rows.join(',\n')};`;
}

/** One query on three datasets of 1 MB each, beside the bare statements on the same open databases. */
export async function benchSql(sandbox: Sandbox, rounds: number): Promise<BenchRow> {
  const datasets = { 'one.sql': dataset(1), 'two.sql': dataset(2), 'three.sql': dataset(3) };
  const exercise = benchExercise(
    'sql',
    {
      entry: 'query.sql',
      compare: { order: 'all' },
      checks: Object.keys(datasets).map((name, index) => ({ id: `set-${index}`, name, dataset: name })),
    },
    { solution: { 'query.sql': query }, resources: datasets },
  );
  const open = Object.values(datasets).map((script) => {
    const database = new DatabaseSync(':memory:');
    database.exec(script);
    return database;
  });
  const bare = async () => {
    // The grader runs the reference beside the submission, so the baseline runs the query twice too.
    for (const database of open) for (let side = 0; side < 2; side += 1) database.prepare(query).all();
  };
  try {
    for (let warmUp = 0; warmUp < 10; warmUp += 1) {
      await submit(sandbox, exercise, { 'query.sql': query });
      await bare();
    }
    const { ours, theirs } = await measureBeside(
      rounds,
      () => submit(sandbox, exercise, { 'query.sql': query }),
      bare,
    );
    return row('sql-3x1mb', ours, 'the bare statements', theirs);
  } finally {
    for (const database of open) database.close();
  }
}
