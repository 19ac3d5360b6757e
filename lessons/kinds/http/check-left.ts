import type { World } from '../../../sandbox/types.ts';
import type { Finding } from '../../grading/grader.ts';
import { checkRows } from './check-rows.ts';
import { checkTables } from './check-tables.ts';
import type { Context, Exchange } from './findings.ts';
import type { HttpCheck } from './schema.ts';

/** Null where a world's databases are left as a check says: their rows, then their tables. */
export async function checkLeft(
  world: World,
  check: HttpCheck,
  context: Context,
  exchanges: readonly Exchange[],
): Promise<Finding | null> {
  return (
    (await checkRows(world, check, context, exchanges)) ??
    (await checkTables(world, check, context, exchanges))
  );
}
