import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type DatasetRows, readDataset, scriptOfDataset } from './dataset-rows.ts';
import { openDataset } from './dataset-world.ts';
import { shrinkDataset } from './smallest-dataset.ts';

const script = `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, boss INTEGER REFERENCES people (id));
  CREATE TABLE "a b" (x, y AS (x * 2), person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE, raw BLOB);
  CREATE INDEX by_person ON "a b" (person);
  CREATE TRIGGER loud AFTER DELETE ON people BEGIN SELECT RAISE(ABORT, 'no'); END;
  INSERT INTO people VALUES (1, 'Ana', NULL), (2, 'B''o', 1), (3, 'Caê', 2), (4, NULL, 4);
  INSERT INTO "a b" (x, person, raw) VALUES (1.5, 1, x'00ff'), ('7', 3, NULL), (9007199254740993, 4, ''), (2, 4, 'b');`;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

async function taken(text: string): Promise<DatasetRows | null> {
  return sandbox.job(async (job) => {
    const settings = { seed: 1, startTime: '2026-01-01T00:00:00Z' };
    return readDataset(await openDataset(job, { file: 'test.sql', text }, settings));
  });
}

describe('readDataset', () => {
  it('takes a dataset apart so that it can be put together again', async () => {
    const first = await taken(script);
    expect(first?.tables.map(({ table, rows }) => [table, rows.length])).toEqual([
      ['people', 4],
      ['a b', 4],
    ]);
    expect(first?.links.length).toBe(2);
    expect(await taken(first === null ? '' : scriptOfDataset(first))).toEqual(first);
  });

  it('leaves alone what keeps its rows elsewhere', async () => {
    expect(await taken('CREATE VIRTUAL TABLE words USING fts5(word); CREATE TABLE t (a)')).toBe(null);
  });
});

describe('shrinkDataset', () => {
  const shrink = async (needed: (dataset: DatasetRows) => boolean, tries = 100) => {
    const dataset = await taken(script);
    if (dataset === null) throw new Error('the dataset was not read');
    const tried: DatasetRows[] = [];
    const smallest = await shrinkDataset({
      dataset,
      tries,
      async stillDiffers(candidate) {
        tried.push(candidate);
        // What would not load would be rejected: here it must not even be tried.
        expect(await taken(scriptOfDataset(candidate))).not.toBe(null);
        return needed(candidate);
      },
    });
    return { ids: smallest.tables.map(({ rows }) => rows.map(([first]) => first)), tried: tried.length };
  };
  const has = (dataset: DatasetRows, table: number, value: unknown) =>
    dataset.tables[table]?.rows.some(([first]) => first === value) === true;

  it('keeps the row that matters and those it points at', async () => {
    expect((await shrink((dataset) => has(dataset, 1, '7'))).ids).toEqual([[1, 2, 3], ['7']]);
  });

  it('finds two rows far apart, and nothing where nothing matters', async () => {
    expect((await shrink((dataset) => has(dataset, 0, 1) && has(dataset, 1, 2))).ids).toEqual([[1, 4], [2]]);
    expect((await shrink(() => true)).ids).toEqual([[], []]);
  });

  it('stops when its tries are spent', async () => {
    expect((await shrink((dataset) => has(dataset, 1, '7'), 2)).tried).toBe(2);
  });
});
