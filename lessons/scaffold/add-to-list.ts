import { isDeepStrictEqual } from 'node:util';
import { type Document, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';

/**
 * YAML with one more text at the end of the list at `path`. Nothing else changes, not a space or a comment; where
 * the list is written in a way that this cannot keep, the whole is written anew, with its comments.
 */
export function addToList(text: string, path: readonly (string | number)[], added: string): string {
  const document = parseDocument(text);
  const list = document.getIn(path);
  if (!isSeq(list)) throw new Error(`there is no list at ${path.join('.')}`);
  const inPlace = inserted(text, list, added);
  document.addIn(path, added);
  if (inPlace !== null && isSame(inPlace, document)) return inPlace;
  const anew = document.toString({ lineWidth: 0 });
  return text.endsWith('\n') ? anew : anew.trimEnd();
}

function isSame(text: string, wanted: Document): boolean {
  const made = parseDocument(text);
  return made.errors.length === 0 && isDeepStrictEqual(made.toJS(), wanted.toJS());
}

function inserted(text: string, list: YAMLSeq, added: string): string | null {
  const last = list.items.at(-1);
  if (!isScalar(last) || !last.range) return null;
  const end = last.range[1];
  if (list.flow === true) return `${text.slice(0, end)}, ${added}${text.slice(end)}`;
  const lineStart = text.lastIndexOf('\n', last.range[0]) + 1;
  const dash = /^\s*-\s+/.exec(text.slice(lineStart, last.range[0]))?.[0];
  if (dash === undefined) return null;
  // What stands behind the item on its line, such as a comment, is about that item.
  const rest = /[^\r\n]*(\r?\n)?/.exec(text.slice(end)) ?? [''];
  const newline = rest[1] ?? '\n';
  const at = end + rest[0].length - (rest[1]?.length ?? 0);
  return `${text.slice(0, at)}${newline}${dash}${added}${text.slice(at)}`;
}
