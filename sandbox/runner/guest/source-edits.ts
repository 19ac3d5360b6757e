/** Replaces what lies between two offsets of a text; nothing may overlap. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface EditedSource {
  readonly code: string;
  /** Where a place of the result (line from 1, column from 0) was in the original. */
  original(line: number, column: number): { line: number; column: number };
}

/**
 * Applies edits that add no lines (of two insertions at one place the later comes first, as what closes
 * an inner expression is found after what closes the outer), and remembers enough to undo them for a position.
 */
export function editSource(source: string, edits: readonly Edit[]): EditedSource {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || b.order - a.order)
    .map(({ edit }) => edit);
  let code = '';
  let at = 0;
  /** Kept pieces: where each begins in the result and in the original. */
  const pieces: { from: number; original: number }[] = [];
  for (const edit of sorted) {
    pieces.push({ from: code.length, original: at });
    code += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  pieces.push({ from: code.length, original: at });
  code += source.slice(at);
  let starts: readonly number[] | null = null;
  let originalStarts: readonly number[] | null = null;
  return {
    code,
    original(line, column) {
      if (edits.length === 0) return { line, column };
      starts ??= lineStarts(code);
      originalStarts ??= lineStarts(source);
      const offset = (starts[line - 1] ?? 0) + column;
      const piece = pieces.findLast((one) => one.from <= offset) ?? { from: 0, original: 0 };
      const next = pieces[pieces.indexOf(piece) + 1];
      const limit = next === undefined ? source.length : next.original;
      return lineAndColumn(originalStarts, Math.min(piece.original + offset - piece.from, limit));
    },
  };
}

export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line from 1 and column from 0 of an offset. */
export function lineAndColumn(starts: readonly number[], offset: number): { line: number; column: number } {
  const index = Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
  return { line: index + 1, column: offset - (starts[index] ?? 0) };
}
