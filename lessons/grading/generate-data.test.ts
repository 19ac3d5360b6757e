import { describe, expect, it } from 'vitest';
import { AuthorFault } from './author-fault.ts';
import { insertScript, literal } from './dataset-script.ts';
import { generateData } from './generate-data.ts';
import { generatedDataSchema } from './generated-data-schema.ts';

const data = generatedDataSchema.parse({
  base: 'tables.sql',
  tables: [
    {
      table: 'people',
      rows: { times: 2 },
      columns: {
        id: 'serial',
        email: { text: 'p{n}@example.com' },
        city: { pick: ['Natal', null, ''], nulls: 0.2 },
        boss: { references: 'people.id' },
        born: { date: ['2000-01-01', '2000-01-03'] },
      },
    },
    {
      table: 'visits',
      rows: 300,
      duplicates: 0.2,
      columns: {
        id: 'serial',
        person: { references: 'people.id', nulls: 0.1 },
        paid: { real: [1, 2], decimals: 1, ties: 0.5 },
        at: { datetime: ['2026-01-01', '2026-01-02'] },
      },
    },
  ],
});

describe('generateData', () => {
  it('is a function of seed and size', () => {
    expect(generateData(data, { seed: 5, size: 20 })).toEqual(generateData(data, { seed: 5, size: 20 }));
    expect(generateData(data, { seed: 6, size: 20 })).not.toEqual(generateData(data, { seed: 5, size: 20 }));
    expect(generateData(data, { seed: 5, size: 50 })[0]?.rows.length).toBe(100);
  });

  it('keeps to what is declared', () => {
    const [people, visits] = generateData(data, { seed: 1, size: 50 });
    expect(people?.rows[0]?.slice(0, 2)).toEqual([1, 'p1@example.com']);
    expect(people?.rows[0]?.[3]).toBe(null);
    expect(people?.rows.slice(1).every((row) => Number(row[3]) < Number(row[0]) && Number(row[3]) > 0)).toBe(
      true,
    );
    expect(new Set(people?.rows.map((row) => row[4]))).toEqual(
      new Set(['2000-01-01', '2000-01-02', '2000-01-03']),
    );
    const share = (test: (row: readonly unknown[]) => boolean) =>
      (visits?.rows.filter(test).length ?? 0) / 300;
    expect(share((row) => row[1] === null)).toBeGreaterThan(0.03);
    expect(share((row) => row[1] === null)).toBeLessThan(0.25);
    expect(visits?.rows.every((row) => /^1(\.\d)?$|^2$/.test(String(row[2])))).toBe(true);
    const distinct = new Set(visits?.rows.map((row) => JSON.stringify(row.slice(1))));
    expect(distinct.size).toBeLessThan(280);
  });

  it('never looks for ever: what cannot be had is an author fault', () => {
    const impossible = generatedDataSchema.parse({
      base: 'tables.sql',
      tables: [{ table: 't', rows: 3, unique: [['a']], columns: { a: { pick: [1, 2, 3], ties: 1 } } }],
    });
    expect(() => generateData(impossible, { seed: 1, size: 1 })).toThrow(AuthorFault);
    expect(() => generateData(data, { seed: 1, size: 50_000 })).toThrow(/more than 50000 rows/);
  });
});

describe('insertScript', () => {
  it('writes every kind of value so that SQLite reads it back', () => {
    const values = [
      null,
      1,
      -2.5,
      9007199254740993n,
      "it's",
      new Uint8Array([0, 255]),
      Number.POSITIVE_INFINITY,
    ];
    expect(values.map(literal).join(' ')).toBe("NULL 1 -2.5 9007199254740993 'it''s' x'00ff' 9e999");
    expect(insertScript([{ table: 'order', columns: ['a b'], rows: [['x']] }])).toBe(
      `INSERT INTO "order" ("a b") VALUES\n  ('x');\n`,
    );
    expect(insertScript([{ table: 't', columns: ['a'], rows: [] }])).toBe('');
  });
});
