/** Lines kept on both sides of a change, so that one sees where it is. */
const context = 3;

export interface Fold {
  readonly hidden: number;
}

/** Leaves out long runs of what did not change, as long as something did. */
export function foldSame<Row extends object>(
  rows: readonly Row[],
  isSame: (row: Row) => boolean,
): (Row | Fold)[] {
  if (rows.every(isSame)) return [...rows];
  const isNear = nearChanges(rows, isSame);
  const folded: (Row | Fold)[] = [];
  let hidden: Row[] = [];
  const endRun = (): void => {
    // To fold a line or two saves nothing.
    folded.push(...(hidden.length > 2 ? [{ hidden: hidden.length }] : hidden));
    hidden = [];
  };
  for (const [index, row] of rows.entries()) {
    if (!isNear[index]) {
      hidden.push(row);
      continue;
    }
    endRun();
    folded.push(row);
  }
  endRun();
  return folded;
}

function nearChanges<Row>(rows: readonly Row[], isSame: (row: Row) => boolean): boolean[] {
  const isNear = rows.map(() => false);
  for (const [index, row] of rows.entries()) {
    if (isSame(row)) continue;
    const end = Math.min(rows.length, index + context + 1);
    isNear.fill(true, Math.max(0, index - context), end);
  }
  return isNear;
}
