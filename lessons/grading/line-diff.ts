import type { DiffEvidence } from '../format/evidence.ts';

export type DiffLine = DiffEvidence['lines'][number];

/**
 * The lines of two texts, each marked as kept, removed or added, by their longest common subsequence.
 * Time and memory grow with the product of the lengths, after what both begin and end with.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const kept = keptPairs(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const pairs = [
    ...a.slice(0, head).map((_, at) => [at, at] as const),
    ...kept.map(([i, j]) => [i + head, j + head] as const),
    ...a.slice(a.length - tail).map((_, at) => [a.length - tail + at, b.length - tail + at] as const),
  ];
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  for (const [left, right] of [...pairs, [a.length, b.length] as const]) {
    for (; i < left; i += 1) lines.push({ mark: 'removed', text: a[i] ?? '', before: i + 1, after: null });
    for (; j < right; j += 1) lines.push({ mark: 'added', text: b[j] ?? '', before: null, after: j + 1 });
    if (left === a.length) break;
    lines.push({ mark: 'same', text: a[left] ?? '', before: ++i, after: ++j });
  }
  return lines;
}

/** Positions of the lines that stay, in order. */
function keptPairs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  // How many lines `a` from i and `b` from j have in common, row by row.
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
