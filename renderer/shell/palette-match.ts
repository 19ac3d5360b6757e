/** What can be found: its name, and other words that lead to it. */
export interface Findable {
  readonly text: string;
  readonly keywords?: string;
}

/** A query against many entries, best first; entries that tie keep their order. Every word of the query must be found. */
export function findEntries<E extends Findable>(entries: readonly E[], query: string): readonly Found<E>[] {
  const words = wordsOf(query);
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
}

export interface Found<E> {
  readonly entry: E;
  /** The higher the better; comparable for one query only. */
  readonly score: number;
}

function scoreOf({ text, keywords = '' }: Findable, words: readonly string[]): number {
  const own = wordsOf(text);
  const others = wordsOf(keywords);
  let sum = 0;
  for (const word of words) {
    const score = Math.max(2 * closeness(own, word), closeness(others, word));
    if (score === 0) return 0;
    sum += score;
  }
  // Of two that match alike, the shorter name is the closer one.
  return sum + 1 / (1 + own.length);
}

function closeness(words: readonly string[], sought: string): number {
  let best = 0;
  for (const word of words) {
    if (word === sought) return 10;
    if (word.startsWith(sought)) best = Math.max(best, 8);
    else if (word.includes(sought)) best = Math.max(best, 5);
    else if (best < 2 && isNearly(word, sought)) best = 2;
  }
  return best;
}

/** One slip of the finger in a word of four letters or more, two in eight or more; the end may be missing. */
function isNearly(word: string, sought: string): boolean {
  const slips = sought.length >= 8 ? 2 : sought.length >= 4 ? 1 : 0;
  if (slips === 0 || word.length < sought.length - slips) return false;
  for (let length = sought.length - slips; length <= sought.length + slips; length += 1) {
    if (length <= word.length && distance(word.slice(0, length), sought) <= slips) return true;
  }
  return false;
}

/** Letters put in, left out, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const at = (line: readonly number[], index: number) => line[index] ?? 0;
      const isSame = a[row - 1] === b[column - 1];
      let value = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        value = Math.min(value, at(older, column - 2) + 1);
      current.push(value);
    }
    older = previous;
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** Accents and capital letters do not count: "juncoes" finds "Junções". */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+(?:\.\p{N}+)*/gu) ?? [];
}
