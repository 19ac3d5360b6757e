import type { DiffEvidence } from '../../../../lessons/format/evidence.ts';

export type DiffLine = DiffEvidence['lines'][number];

/** Above this many pairs of lines the middle is shown as all removed and all added: it would take seconds. */
const mostPairs = 4_000_000;

/** The lines of two texts, each marked as kept, removed or added: the longest common subsequence. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  const middle = marksBetween(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const marks = [...repeat('same', start), ...middle, ...repeat('same', end)];
  let i = 0;
  let j = 0;
  return marks.map((mark) => {
    const text = (mark === 'added' ? b[j] : a[i]) ?? '';
    return {
      mark,
      text,
      before: mark === 'added' ? null : ++i,
      after: mark === 'removed' ? null : ++j,
    };
  });
}

type Mark = DiffLine['mark'];

function marksBetween(a: readonly string[], b: readonly string[]): Mark[] {
  if (a.length * b.length > mostPairs) return [...repeat('removed', a.length), ...repeat('added', b.length)];
  const lengths = commonLengths(a, b);
  const marks: Mark[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      marks.push('same');
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      marks.push('removed');
      i += 1;
    } else {
      marks.push('added');
      j += 1;
    }
  }
  return marks;
}

/** `lengths[i][j]` is how many lines `a` from i and `b` from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i];
    for (let j = b.length - 1; row && j >= 0; j--) {
      row[j] =
        a[i] === b[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly Uint32Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

function repeat(mark: Mark, count: number): Mark[] {
  return Array.from({ length: count }, () => mark);
}
