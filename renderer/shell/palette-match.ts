/** Whether every word of the query is in a text, or nearly. */
export function isFound(text: string, query: string): boolean {
  const words = wordsOf(text);
  return wordsOf(query).every((sought) =>
    words.some((word) => word.includes(sought) || isNearly(word, sought)),
  );
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
