import { firstTables } from './0001-first-tables.ts';
import { playgrounds } from './0003-playgrounds.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. */
export const migrations: readonly Migration[] = [firstTables, playgrounds];
