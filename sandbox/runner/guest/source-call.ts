import { type Token, tokenizer } from 'acorn';
import type { SourceLocation } from '../../types.ts';

/** A longer line was not written by a person, and reading it would take long. */
const longestLine = 2_000;

/**
 * The call at a place of a file, with what it is a member of: `assert.ok(found)`. What goes on beyond the line
 * is left out. Null where there is nothing to be read.
 */
export function callAt(place: SourceLocation | null, files: Readonly<Record<string, string>>): string | null {
  if (place === null) return null;
  const line = (files[place.file] ?? '').split('\n')[place.line - 1] ?? '';
  if (line.length > longestLine) return null;
  const tokens = tokensOf(line);
  const at = tokens.findIndex(({ start, end }) => start <= place.column - 1 && place.column - 1 < end);
  if (at < 0) return null;
  let first = at;
  while (/^[.?]|^name$/.test(tokens[first - 1]?.type.label ?? '') && first > 0) first -= 1;
  return line.slice(tokens[first]?.start, endOfCall(tokens.slice(at)) ?? line.length).trim();
}

/** Those up to the first that a line alone does not make sense of. */
function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  try {
    for (const token of tokenizer(line, { ecmaVersion: 'latest' })) tokens.push(token);
  } catch {
    // What was read until there is enough.
  }
  return tokens;
}

function endOfCall(tokens: readonly Token[]): number | null {
  let depth = 0;
  for (const { type, start, end } of tokens) {
    if (type.label === '(') depth += 1;
    if (type.label === ')' && --depth === 0) return end;
    if (type.label === ';' && depth === 0) return start;
  }
  return null;
}
