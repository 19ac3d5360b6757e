import { firstTables } from './0001-first-tables.ts';
import { help } from './0002-help.ts';
import { imports } from './0003-imports.ts';
import { playgrounds } from './0004-playgrounds.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. */
export const migrations: readonly Migration[] = [firstTables, help, imports, playgrounds];
