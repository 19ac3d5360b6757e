import type { AstNode } from 'sqlite3-parser';
import type { Change } from './change.ts';

/** A node of a script, with the one above it and the whole text. */
export interface SqlSite {
  readonly node: AstNode;
  readonly parent: AstNode | undefined;
  readonly source: string;
}

interface Spanned {
  readonly span: { readonly offset: number; readonly length: number };
}

export function startOf({ span }: Spanned): number {
  return span.offset;
}

export function endOf({ span }: Spanned): number {
  return span.offset + span.length;
}

export function textOf(source: string, node: Spanned): string {
  return source.slice(startOf(node), endOf(node));
}

export function replaced(operator: string, node: Spanned, text: string): Change {
  return { operator, start: startOf(node), end: endOf(node), text };
}

/**
 * Replaces the first words that match between two places, comments left aside; nothing where none do.
 */
export function wordsReplaced(
  operator: string,
  { source }: Pick<SqlSite, 'source'>,
  { from, to, words, by }: { from: number; to: number; words: RegExp; by: string },
): readonly Change[] {
  const match = words.exec(withoutComments(source.slice(from, to)));
  if (match === null) return [];
  const start = from + match.index;
  return [{ operator, start, end: start + match[0].length, text: by }];
}

export function withoutComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
}
