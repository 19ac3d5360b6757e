/**
 * Texts that a person would call the same: white space at the edges of a line, how much of it there
 * is within one, and empty lines around the whole do not count.
 */
export function sameText(a: string, b: string): boolean {
  return firstLineApart(a, b) === null;
}

/** The first line, from 1, in which two texts differ; null where they are the same. */
export function firstLineApart(a: string, b: string): number | null {
  const [left, right] = [linesOf(a), linesOf(b)];
  const count = Math.max(left.length, right.length);
  const at = Array.from({ length: count }).findIndex((_, index) => left[index] !== right[index]);
  return at < 0 ? null : at + 1;
}

/** How many lines a text has, those around it that are empty left out. */
export function lineCount(text: string): number {
  return linesOf(text).length;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\s+/g, ' ').trim());
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}
