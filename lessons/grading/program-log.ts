import type { World } from '../../sandbox/types.ts';
import type { Evidence, LogEntry } from '../format/evidence.ts';

/** What a program printed in its world, as evidence; nothing where it printed nothing. */
export async function logOf(world: World): Promise<readonly Evidence[]> {
  const { events, dropped } = await world.record();
  const entries = events
    .filter((event) => event.kind === 'log')
    .map(({ kind: _, ...entry }): LogEntry => entry);
  return entries.length === 0 ? [] : [{ shape: 'log', entries, dropped }];
}
