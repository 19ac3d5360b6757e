import { keyOfRow } from './cells.ts';
import type { DatasetRows, Link } from './dataset-rows.ts';

export interface Shrinking {
  readonly dataset: DatasetRows;
  /**
   * Whether the submission still goes wrong in the same way on this dataset, or `stop` where no more
   * may be tried. A dataset that does not load does not count as going wrong.
   */
  readonly stillDiffers: (dataset: DatasetRows) => Promise<boolean | 'stop'>;
  /** Datasets to try, at most. */
  readonly tries: number;
}

/** A row by its table's position and its own. */
interface Place {
  readonly table: number;
  readonly row: number;
}

/**
 * Takes rows away as long as the answers still differ (delta debugging, Zeller and Hildebrandt
 * 2002): half of them, then a quarter, then single rows. With a row go the rows that point at it,
 * so that foreign keys hold. What is left is the smallest found, not the smallest there is.
 */
export async function shrinkDataset({ dataset, stillDiffers, tries }: Shrinking): Promise<DatasetRows> {
  let kept = placesOf(dataset);
  let left = tries;
  let size = Math.ceil(kept.length / 2);
  while (size >= 1 && kept.length > 0) {
    let removed = false;
    for (let at = 0; at < kept.length; ) {
      if (left === 0) return only(dataset, kept);
      left -= 1;
      const without = removeWithChildren(dataset, kept, kept.slice(at, at + size));
      const verdict = await stillDiffers(only(dataset, without));
      if (verdict === 'stop') return only(dataset, kept);
      if (verdict) {
        kept = without;
        removed = true;
      } else at += size;
    }
    if (size === 1 && !removed) break;
    size = removed && size > 1 ? Math.min(size, Math.ceil(kept.length / 2)) : Math.floor(size / 2);
    if (size === 0 && removed) size = 1;
  }
  return only(dataset, kept);
}

/** Every row, those of child tables before those of their parents: what nobody points at goes first. */
function placesOf({ tables, links }: DatasetRows): readonly Place[] {
  return childrenFirst(tables.length, links).flatMap((table) =>
    (tables[table]?.rows ?? []).map((_, row): Place => ({ table, row })),
  );
}

function childrenFirst(count: number, links: readonly Link[]): readonly number[] {
  const order: number[] = [];
  const visit = (table: number, above: readonly number[]): void => {
    if (order.includes(table) || above.includes(table)) return;
    for (const link of links) if (link.parent === table) visit(link.child, [...above, table]);
    order.push(table);
  };
  for (let table = 0; table < count; table += 1) visit(table, []);
  return order;
}

function only(dataset: DatasetRows, kept: readonly Place[]): DatasetRows {
  const rows = dataset.tables.map(() => new Set<number>());
  for (const place of kept) rows[place.table]?.add(place.row);
  const tables = dataset.tables.map((table, at) => ({
    ...table,
    rows: table.rows.filter((_, row) => rows[at]?.has(row)),
  }));
  return { ...dataset, tables };
}

function removeWithChildren(
  { tables, links }: DatasetRows,
  kept: readonly Place[],
  first: readonly Place[],
): readonly Place[] {
  const gone = new Set(first);
  const rowAt = ({ table, row }: Place) => tables[table]?.rows[row] ?? [];
  const key = (place: Place, columns: readonly number[]) =>
    keyOfRow(columns.map((column) => rowAt(place)[column] ?? null));
  for (let wave: readonly Place[] = first; wave.length > 0; ) {
    const next: Place[] = [];
    for (const link of links) {
      const keys = new Set(
        wave.filter(({ table }) => table === link.parent).map((place) => key(place, link.parentColumns)),
      );
      if (keys.size === 0) continue;
      for (const place of kept) {
        if (place.table !== link.child || gone.has(place) || !keys.has(key(place, link.childColumns)))
          continue;
        gone.add(place);
        next.push(place);
      }
    }
    wave = next;
  }
  return kept.filter((place) => !gone.has(place));
}
