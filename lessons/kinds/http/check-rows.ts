import type { SqlValue, World } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { compareRows, rowsAgree, tableEvidence } from '../../grading/compare-rows.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import type { Finding } from '../../grading/grader.ts';
import { type Context, type Exchange, shownIfAny, wrong } from './findings.ts';
import type { HttpCheck } from './schema.ts';
import { httpTexts } from './texts.ts';

/** Null where the databases hold what a check expects after its last step. */
export async function checkRows(
  world: World,
  check: HttpCheck,
  { locale }: Context,
  exchanges: readonly Exchange[],
): Promise<Finding | null> {
  const texts = httpTexts[locale];
  for (const { database, sql, expect, ordered } of check.rows) {
    const outcome = await world.sql(database, sql);
    if (!outcome.ok) return describeFailure(outcome.failure, locale);
    const result = outcome.value.at(-1);
    if (result === undefined) {
      throw new AuthorFault({
        en: `the SQL "${sql}" of a check gives no result`,
        'pt-BR': `o SQL "${sql}" de uma verificação não devolve nenhum resultado`,
      });
    }
    const expected: readonly (readonly SqlValue[])[] = expect;
    const pairs = compareRows({ expected, actual: result.rows, ordered, tolerance: 0 });
    if (rowsAgree(pairs)) continue;
    const table = tableEvidence(pairs, {
      title: database,
      columns: result.columns,
      expectedColumns: null,
      ordered,
    });
    return wrong(texts.rowsDiffer(database), texts.rowsNext, [table, ...shownIfAny(exchanges)]);
  }
  return null;
}
