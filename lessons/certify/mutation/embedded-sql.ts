import type { Change } from './change.ts';
import { mutateSql } from './mutate-sql.ts';

const opening = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE)\b/i;

/** The mistakes of SQL that a program has in a text; null where the text is something else. */
export function mutateEmbeddedSql(source: string, start: number, end: number): readonly Change[] | null {
  const text = source.slice(start, end);
  // With escapes in it, places of the SQL are not those of the source.
  if (!opening.test(text) || text.includes('\\')) return null;
  const changes = mutateSql(text);
  if (changes === null || changes.length === 0) return null;
  const quote = source[start - 1] ?? '';
  return changes
    .filter((change) => !change.text.includes(quote))
    .map((change) => ({ ...change, start: start + change.start, end: start + change.end }));
}
