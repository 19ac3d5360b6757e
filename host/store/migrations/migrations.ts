import { firstTables } from './0001-first-tables.ts';
import { imports } from './0004-imports.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. */
export const migrations: readonly Migration[] = [firstTables, imports];
