import type { Copied } from '../../../sandbox/types.ts';
import { sourceFolder } from '../../export/project.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import { exportTexts } from './export-texts.ts';
import { unmarked } from './marked-value.ts';
import type { Example, FunctionCheck, FunctionExercise } from './schema.ts';

/** A check's examples as a file of tests. */
export function examplesFile(check: FunctionCheck, exercise: FunctionExercise, locale: Locale): string {
  const entry = exercise.entry.split('/').map(encodeURIComponent).join('/');
  return `// ${exportTexts[locale].check(textIn(check.name, locale).replaceAll('\n', ' '))}
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { plain } from './plain.mjs';

mock.timers.enable({ apis: ['Date'], now: Date.parse(${sourceOf(exercise.startTime)}) });
const module = await import(${sourceOf(`../${sourceFolder}/${entry}`)});
const program = module['module.exports'] ?? module;
${(check.examples ?? []).map((example) => testOf(example, exercise.function)).join('')}`;
}

function testOf(example: Example, usual: string): string {
  const name = example.call ?? usual;
  const call = `${name}(${example.args.map((one) => sourceOf(unmarked(one))).join(', ')})`;
  const body =
    'throws' in example
      ? `await assert.rejects(async () => program.${call}, ${thrown(example.throws)});`
      : `assert.deepEqual(plain(await program.${call}), plain(${sourceOf(unmarked(example.returns))}));`;
  return `
test(${sourceOf(call)}, async () => {
  ${body}
});
`;
}

function thrown(wanted: true | string): string {
  return wanted === true ? '(error) => error instanceof Error' : `{ name: ${sourceOf(wanted)} }`;
}

/** A value as JavaScript writes it. */
function sourceOf(value: Copied): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return `new Uint8Array([${value.join(', ')}])`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(sourceOf).join(', ')}]`;
  // A bare "__proto__" would set the object's prototype.
  const keyOf = (key: string) => (key === '__proto__' ? `['__proto__']` : JSON.stringify(key));
  const fields = Object.entries(value).map(([key, one]) => `${keyOf(key)}: ${sourceOf(one)}`);
  return `{ ${fields.join(', ')} }`;
}

function isList(value: object): value is readonly Copied[] {
  return Array.isArray(value);
}

/** plain.mjs: makes of an answer what a world would have copied out. */
export function plainFile(locale: Locale): string {
  return `// ${exportTexts[locale].plain}
export function plain(value) {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (Object.is(value, -0)) return 0;
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value) || value instanceof Set) return Array.from(value, plain);
  if (value instanceof Error) return { name: value.name, message: value.message };
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const kept = entries.map(([key, one]) => [String(key), plain(one)]).filter(([, one]) => one !== undefined);
  return Object.fromEntries(kept);
}
`;
}
