import { breaksAt, type Corpus, failsAt, type Labelled, passes } from '../labelled.ts';

const all = ['examples', 'growth', 'steps'] as const;

function visits(
  name: string,
  sort: NonNullable<Labelled['sort']>,
  label: Labelled['failsAt'],
  text: string,
): Labelled {
  return { name, sort, failsAt: label, files: { 'first-visits.ts': text } };
}

const body = (text: string) => `export function firstVisits(ids) { ${text} }`;
const copies = failsAt('growth', 'steps');

const submissions: readonly Labelled[] = [
  // Right, each in its own way: all do about twice the work for twice the visits.
  visits('a Set', 'right-unusual', passes, body('return Array.from(new Set(ids));')),
  visits(
    'a Map of where each was first',
    'right-unusual',
    passes,
    body('const at = new Map(); ids.forEach((id, i) => at.has(id) || at.set(id, i)); return [...at.keys()];'),
  ),
  visits(
    'an object without a prototype',
    'right-unusual',
    passes,
    body(
      'const seen = Object.create(null); const out = []; for (let i = 0; i < ids.length; i++) { if (ids[i] in seen) continue; seen[ids[i]] = true; out.push(ids[i]); } return out;',
    ),
  ),
  visits(
    'a generator',
    'right-unusual',
    passes,
    'export const firstVisits = (ids) => [...once(ids)]; function* once(ids, seen = new Set()) { for (const id of ids) if (seen.size < seen.add(id).size) yield id; }',
  ),
  visits(
    'filter with a Set',
    'right-unusual',
    passes,
    body('const seen = new Set(); return ids.filter((id) => !seen.has(id) && seen.add(id));'),
  ),
  visits(
    'a reduce that keeps its list',
    'right-unusual',
    passes,
    body(
      'return ids.reduce((state, id) => { if (!state.seen.has(id)) { state.seen.add(id); state.out.push(id); } return state; }, { seen: new Set(), out: [] }).out;',
    ),
  ),
  visits(
    'recursion by index, in CommonJS',
    'right-unusual',
    passes,
    'exports.firstVisits = (ids) => { const seen = new Set(); const go = (at) => { if (at === ids.length) return [...seen]; seen.add(ids[at]); return go(at + 1); }; return go(0); };',
  ),
  visits(
    'a promise of it',
    'right-unusual',
    passes,
    'export const firstVisits = async (ids) => { await null; return [...new Set(ids)]; };',
  ),
  // Right answers that take too long.
  visits(
    'indexOf in filter',
    'wrong-subtle',
    copies,
    body('return ids.filter((id, at) => ids.indexOf(id) === at);'),
  ),
  visits(
    'a list spread for each visit',
    'wrong-subtle',
    copies,
    body(
      'let out = []; const seen = new Set(); for (const id of ids) { out = [...out]; if (!seen.has(id)) { seen.add(id); out.push(id); } } return out;',
    ),
  ),
  visits(
    'every visit but one taken off the front',
    'wrong-subtle',
    copies,
    body(
      'const rest = [...ids], seen = new Set(); while (rest.length) { const id = rest.shift(); seen.add(id); } return [...seen];',
    ),
  ),
  visits(
    'head and tail',
    'wrong-subtle',
    copies,
    body(
      'const go = ([head, ...tail], seen) => head === undefined ? [...seen] : go(tail, seen.add(head)); return go(ids, new Set());',
    ),
  ),
  visits(
    'two loops',
    'wrong-subtle',
    copies,
    body(
      'const out = []; outer: for (let i = 0; i < ids.length; i++) { for (let j = 0; j < i; j++) if (ids[j] === ids[i]) continue outer; out.push(ids[i]); } return out;',
    ),
  ),
  visits(
    'ids joined into a text that is searched',
    'wrong-subtle',
    copies,
    body(
      'let text = ","; const out = []; for (const id of ids) { if (!text.includes("," + id + ",")) { text += id + ","; out.push(id); } } return out;',
    ),
  ),
  // Wrong answers.
  visits(
    'in order of number',
    'wrong-subtle',
    failsAt(...all),
    body('return [...new Set(ids)].sort((a, b) => a - b);'),
  ),
  visits(
    'the last visits',
    'wrong-subtle',
    failsAt(...all),
    body('return [...new Set(ids.toReversed())].toReversed();'),
  ),
  visits(
    'texts in place of numbers',
    'wrong-subtle',
    failsAt(...all),
    body('return Object.keys(Object.fromEntries(ids.map((id) => ["id" + id, 1]))).map((id) => id.slice(2));'),
  ),
  visits(
    'the examples by heart',
    'hard-coded',
    failsAt('growth', 'steps'),
    body('return ids.length > 0 ? [7, 3, 9] : [];'),
  ),
  visits(
    'throws for many',
    'wrong-subtle',
    breaksAt('growth', 'steps'),
    body('if (ids.length > 90) throw new Error("too many"); return [...new Set(ids)];'),
  ),
  // Hostile.
  visits(
    'a counter of its own name',
    'hostile',
    copies,
    'const __backlineSteps = () => {}; globalThis.__backlineSteps = () => {}; ' +
      body('return ids.filter((id, at) => ids.indexOf(id) === at);'),
  ),
  visits(
    'an uncounted indexOf from a typed array',
    'hostile',
    copies,
    'const { indexOf } = Object.getPrototypeOf(Uint8Array.prototype); ' +
      body(
        'const list = Float64Array.from(ids); return ids.filter((id, at) => indexOf.call(list, id) === at);',
      ),
  ),
  visits(
    'code from text',
    'hostile',
    breaksAt('growth', 'steps'),
    body('return new Function("ids", "return ids.filter((id, at) => ids.indexOf(id) === at)")(ids);'),
  ),
  visits(
    'work in a getter of the answer',
    'hostile',
    copies,
    body(
      'let done = null; const work = () => (done ??= ids.filter((id, at) => ids.indexOf(id) === at)); return new Proxy([], { get: (_, key) => Reflect.get(work(), key), has: (_, key) => key in work(), ownKeys: () => Reflect.ownKeys(work()), getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(work(), key) }); ',
    ),
  ),
];

/** Labelled before any was graded. The examples count no steps, and let code be made from text. */
export const firstVisits: Corpus = {
  exercise: 'kinds/function/first-visits',
  unnamed: 'passed',
  submissions,
  afterwards: [],
};
