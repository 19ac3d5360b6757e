import type { Ordering } from './schema.ts';

/**
 * The first position, from 0, at which an order of all items leaves the right one; null where it does
 * not. Items of one group may come in any order among them.
 */
export function firstOutOfPlace(items: Ordering['items'], ids: readonly string[]): number | null {
  const groups = items.flatMap((item) => {
    const group = [item].flat();
    return group.map(() => group.map(({ id }) => id));
  });
  const at = groups.findIndex((group, position) => !group.includes(ids[position] ?? ''));
  return at < 0 ? null : at;
}
