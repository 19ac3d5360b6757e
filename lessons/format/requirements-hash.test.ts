import { expect, it } from 'vitest';
import { type Requirements, requirementsHash } from './requirements-hash.ts';

const before: Requirements = {
  written: {
    format: 1,
    kind: 'sql',
    title: 'Count the rows',
    minutes: 5,
    entry: 'query.sql',
    hints: ['There is a function.'],
    checks: [
      { id: 'three', name: 'Three', dataset: 'three.sql', says: { en: 'Three.', 'pt-BR': 'Três.' } },
      { id: 'none', name: 'None', dataset: 'none.sql', nextStep: 'Look at the empty table.' },
    ],
  },
  task: 'Cuont the rows with `count(*)`:\n\n```sql\nSELECT …\n```\n',
  solution: { 'query.sql': 'SELECT count(*) FROM things' },
  resources: { 'three.sql': 'CREATE TABLE things (id);' },
};
const [three, none] = before.written.checks as readonly object[];
const written = (changes: object) => ({ ...before, written: { ...before.written, ...changes } });

it.each<[string, Requirements]>([
  ['a typo in the task', { ...before, task: before.task.replace('Cuont', 'Count') }],
  ['title, minutes and hints', written({ title: { en: 'Count', 'pt-BR': 'Conte' }, minutes: 9, hints: [] })],
  [
    'names and advice of checks',
    written({
      checks: [
        { ...three, name: 'All three' },
        { ...none, nextStep: 'Look.' },
      ],
    }),
  ],
  ['weight and visibility', written({ checks: [{ ...three, weight: 3, visibility: 'hidden' }, none] })],
  ['a translation within a check', written({ checks: [{ ...three, says: 'Three.' }, none] })],
  ['known mistakes', written({ wrong: { one: { caughtBy: 'three', mistake: 'Selects one.' } } })],
  [
    'the order of keys',
    written({ checks: [Object.fromEntries(Object.entries(three ?? {}).reverse()), none] }),
  ],
  ['the first revision being named', written({ revision: 1 })],
])('is the same after %s changed', (_what, after) => {
  expect(requirementsHash(after)).toBe(requirementsHash(before));
});

it.each<[string, Requirements]>([
  ['a name in the code of the task', { ...before, task: before.task.replace('count(*)', 'sum(id)') }],
  ['a block of code of the task', { ...before, task: before.task.replace('SELECT …', 'SELECT id') }],
  ['a check', written({ checks: [three, { ...none, dataset: 'five.sql' }] })],
  ['the list of checks', written({ checks: [three] })],
  ['the order of checks', written({ checks: [none, three] })],
  ['the entry', written({ entry: 'answer.sql' })],
  ['the kind', written({ kind: 'plan' })],
  ['a dataset', { ...before, resources: { 'three.sql': 'CREATE TABLE things (id, name);' } }],
  ['the solution', { ...before, solution: { 'query.sql': 'SELECT 3' } }],
  ['the revision', written({ revision: 2 })],
])('is another after %s changed', (_what, after) => {
  expect(requirementsHash(after)).not.toBe(requirementsHash(before));
});
