/** Rows as a learner writes them, one a line with `|` between cells: blanks around cells do not count, nor does 3.0 for 3. */
export function evenRows(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .split('|')
        .map((cell) => evenCell(cell.trim()))
        .join(' | '),
    )
    .join('\n');
}

/** A number that a double holds, in its shortest form; anything else as it is. */
function evenCell(cell: string): string {
  return /^[-+]?\d{1,15}(\.\d{1,15})?$/.test(cell) ? String(Number(cell)) : cell;
}
