import { formatDialect, sqlite } from 'sql-formatter';

/** SQL laid out anew, or null where it could not be read. Load this module when it is needed: it is large. */
export function formatSql(text: string): string | null {
  try {
    const formatted = formatDialect(text, { dialect: sqlite, tabWidth: 2, linesBetweenQueries: 2 });
    return sameWords(text, formatted) ? `${formatted.trimEnd()}\n` : null;
  } catch {
    return null;
  }
}

/** Whether white space is all that differs: what a learner wrote is never lost to its layout. */
function sameWords(a: string, b: string): boolean {
  return a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
}
