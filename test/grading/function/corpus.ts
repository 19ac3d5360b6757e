import type { Corpus } from '../labelled.ts';

/** What a submission is there for, and which checks it must not pass. */
interface Labelled {
  readonly name: string;
  readonly text: string;
  /** Check ids with the status they must have; those not named must have passed. */
  readonly verdicts: Readonly<Record<string, 'failed' | 'error'>>;
  readonly knownFault?: string;
}

const reject = 'for (const [s, e] of times) if (e < s) throw new RangeError("reversed");';
const merge = (list: string, isNext = 'start <= last[1]', end = 'Math.max(last[1], end)') => `
  const merged = [];
  for (const [start, end] of ${list}) {
    const last = merged.at(-1);
    if (last && ${isNext}) last[1] = ${end};
    else merged.push([start, end]);
  }`;
const byStart = '[...times].sort((a, b) => a[0] - b[0])';
const body = (text: string) => `export function mergeBusy(times) { ${text} }`;
const right = `${reject}${merge(byStart)} return merged;`;

const all = (status: 'failed' | 'error') => ({
  examples: status,
  reversed: status,
  'same-hours': status,
  apart: status,
});
const answers = (status: 'failed' | 'error') => ({ examples: status, 'same-hours': status, apart: status });

/** Right answers of several kinds, plausible mistakes, and submissions that try to pass without an answer. */
const written: readonly Labelled[] = [
  // Right, each in its own way.
  { name: 'a function declaration', text: body(right), verdicts: {} },
  { name: 'an arrow', text: `export const mergeBusy = (times) => { ${right} };`, verdicts: {} },
  {
    name: 'an async function',
    text: `export async function mergeBusy(times) { await null; ${right} }`,
    verdicts: {},
  },
  { name: 'CommonJS', text: `exports.mergeBusy = function (times) { ${right} };`, verdicts: {} },
  {
    name: 'an export by another name',
    text: `function go(times) { ${right} }\nexport { go as mergeBusy };`,
    verdicts: {},
  },
  {
    name: 'a bitmap of hours',
    text: body(`${reject}
    const busy = Array(25).fill(false);
    for (const [s, e] of times) busy.fill(true, s, e);
    const merged = [];
    for (let h = 0; h < 25; h += 1) {
      if (busy[h] && !busy[h - 1]) merged.push([h, h]);
      if (busy[h]) merged.at(-1)[1] = h + 1;
    }
    return merged;`),
    verdicts: {},
  },
  {
    name: 'changes its argument',
    text: body(`times.sort((a, b) => a[0] - b[0]); ${reject}${merge('times')} return merged;`),
    verdicts: {},
  },
  {
    name: 'prints a lot',
    text: body(`for (let i = 0; i < 50; i += 1) console.log("x".repeat(100)); ${right}`),
    verdicts: {},
  },
  {
    name: 'a typed array for each pair is no list',
    text: body(`${reject}${merge(byStart)} return merged.map((pair) => Uint8Array.from(pair));`),
    verdicts: { examples: 'failed', 'same-hours': 'failed' },
  },
  // Mistakes.
  {
    name: 'no check of reversed times',
    text: body(`${merge(byStart)} return merged;`),
    verdicts: { reversed: 'failed' },
  },
  {
    name: 'throws a plain Error',
    text: body(right.replace('RangeError', 'Error')),
    verdicts: { reversed: 'failed' },
  },
  {
    name: 'throws a text',
    text: body(right.replace('new RangeError("reversed")', '"RangeError"')),
    verdicts: { reversed: 'failed' },
  },
  {
    name: 'throws undefined',
    text: body(right.replace('new RangeError("reversed")', 'undefined')),
    verdicts: { reversed: 'failed' },
  },
  {
    name: 'returns the error',
    text: body(right.replace('throw new', 'return new')),
    verdicts: { reversed: 'failed' },
  },
  {
    name: 'keeps touching times apart',
    text: body(`${reject}${merge(byStart, 'start < last[1]')} return merged;`),
    verdicts: { apart: 'failed' },
  },
  {
    name: 'takes the last end',
    text: body(`${reject}${merge(byStart, 'start <= last[1]', 'end')} return merged;`),
    verdicts: { 'same-hours': 'failed' },
  },
  {
    name: 'sorts as text',
    text: body(`${reject}${merge('[...times].sort()')} return merged;`),
    verdicts: { examples: 'failed', 'same-hours': 'failed' },
  },
  {
    name: 'does not sort',
    text: body(`${reject}${merge('times')} return merged;`),
    verdicts: { 'same-hours': 'failed' },
  },
  {
    name: 'sorts downwards',
    text: body(`${reject}${merge('[...times].sort((a, b) => b[0] - a[0])')} return merged;`),
    verdicts: { examples: 'failed', 'same-hours': 'failed' },
  },
  {
    name: 'forgets the last',
    text: body(`${right.replace('return merged', 'return merged.slice(0, -1)')}`),
    verdicts: { examples: 'failed', 'same-hours': 'failed' },
  },
  {
    name: 'returns nothing',
    text: body(`${reject}`),
    verdicts: { examples: 'failed', 'same-hours': 'failed', apart: 'failed' },
  },
  {
    name: 'fails on an empty list',
    text: body(`const first = times[0][0]; ${right}`),
    verdicts: { examples: 'error', 'same-hours': 'error', apart: 'error' },
  },
  {
    name: 'remembers the call before',
    text: `const merged = [];\n${body(`${reject}${merge(byStart).replace('const merged = [];', '')} return merged;`)}`,
    verdicts: { examples: 'failed', 'same-hours': 'failed' },
  },
  {
    name: 'exports another name',
    text: `export function mergebusy(times) { ${right} }`,
    verdicts: all('failed'),
  },
  { name: 'exports a value', text: 'export const mergeBusy = [];', verdicts: all('error') },
  { name: 'a syntax error', text: 'export function mergeBusy(times) {', verdicts: all('error') },
  {
    name: 'throws while it is loaded',
    text: `throw new Error("no");\n${body(right)}`,
    verdicts: all('error'),
  },
  // Without an answer.
  {
    name: 'answers the examples only',
    text: body(
      'const t = JSON.stringify(times); if (t === "[[9,10],[12,14],[13,15]]") return [[9, 10], [12, 15]]; if (t === "[[9,10],[14,12]]" || t === "[[14,12],[9,10]]") throw new RangeError(); return [];',
    ),
    verdicts: { 'same-hours': 'failed' },
  },
  {
    name: 'an object that equals everything',
    text: body(
      'return { equals: () => true, valueOf: () => true, toJSON: () => [], [Symbol.toPrimitive]: () => true, length: 0 };',
    ),
    verdicts: { ...answers('failed'), reversed: 'failed' },
  },
  {
    name: 'a proxy that has everything, a then() too',
    text: body(
      'return new Proxy([], { get: (_, key) => (key === "length" ? 0 : () => true), has: () => true });',
    ),
    verdicts: all('error'),
  },
  {
    name: 'patched prototypes',
    text: `${'Array.prototype.every = () => true; Array.prototype.some = () => true; Array.prototype.filter = () => []; Object.is = () => true; JSON.stringify = () => "[]"; Map.prototype.has = () => true;'}\n${body('return [];')}`,
    verdicts: { examples: 'failed', reversed: 'failed', 'same-hours': 'failed' },
  },
  {
    name: 'a patched Array.from',
    text: `Array.from = () => [[9, 10], [12, 15]];\n${body('return [];')}`,
    verdicts: { examples: 'failed', reversed: 'failed', 'same-hours': 'failed' },
  },
  {
    name: 'an error that claims to be the author’s',
    text: body('throw Object.assign(new Error("x"), { name: "LearnerFailure", failure: null });'),
    verdicts: { ...answers('error'), reversed: 'failed' },
  },
  {
    name: 'throws an error whose name throws',
    text: body('throw { get name() { throw 1; }, get message() { throw 2; } };'),
    verdicts: { ...answers('error'), reversed: 'failed' },
  },
  {
    name: 'a promise that never settles',
    text: body('return new Promise(() => {});'),
    verdicts: all('error'),
  },
  { name: 'a loop that never ends', text: body('for (;;);'), verdicts: all('error') },
  {
    name: 'a loop that never ends on long lists',
    text: body(`while (times.length > 3); ${right}`),
    verdicts: { 'same-hours': 'error', apart: 'error' },
  },
  {
    name: 'takes all memory',
    text: body('const a = []; for (;;) a.push(new Array(1e5).fill(1.5));'),
    verdicts: all('error'),
  },
  { name: 'ends the process', text: body('process.exit(0);'), verdicts: all('error') },
];

/** Written when the grader stood. */
const afterwards: readonly Labelled[] = [
  {
    name: 'an error of a class of its own, which is a RangeError',
    text: `class Reversed extends RangeError { name = "Reversed"; }\n${body(right.replace('new RangeError', 'new Reversed'))}`,
    verdicts: {},
  },
  {
    name: 'looks only at the last pair for one that is reversed',
    text: body(
      `const t = times.at(-1); if (t && t[1] < t[0]) throw new RangeError(); ${merge(byStart)} return merged;`,
    ),
    verdicts: { reversed: 'failed' },
  },
  {
    name: 'closes gaps of an hour',
    text: body(`${reject}${merge(byStart, 'start <= last[1] + 1')} return merged;`),
    verdicts: { 'same-hours': 'failed' },
  },
  {
    name: 'nothing for no times',
    text: body(`if (times.length === 0) return; ${right}`),
    verdicts: { examples: 'failed', 'same-hours': 'failed', apart: 'failed' },
  },
];

const filed = ({ name, text, verdicts, ...rest }: Labelled) => ({
  ...rest,
  name,
  files: { 'busy-times.ts': text },
  failsAt: verdicts,
});

export const busyTimes: Corpus = {
  exercise: 'kinds/function/busy-times',
  unnamed: 'passed',
  isCostly: true,
  submissions: written.map(filed),
  afterwards: afterwards.map(filed),
};
