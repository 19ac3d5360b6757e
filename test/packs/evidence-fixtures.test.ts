import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { evidenceSchema } from '../../lessons/format/evidence.ts';

const folder = new URL('../fixtures/evidence/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

it('has a golden example of every shape of evidence', () => {
  const shapes = evidenceSchema.options.map((option) => `${option.shape.shape.value}.json`);
  expect(files.toSorted()).toEqual(shapes.toSorted());
});

it.each(files)('%s is valid and names its own shape', (name) => {
  const evidence = evidenceSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  expect(`${evidence.shape}.json`).toBe(name);
});
