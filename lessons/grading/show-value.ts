import type { Copied } from '../../sandbox/types.ts';

/** A longer text is cut: evidence is to be read by a person. */
const mostCharacters = 2_000;
const widest = 80;

/** A value as JavaScript writes it, on one line where it fits. */
export function showValue(value: Copied): string {
  const text = write(value, '');
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
}

/** A call as a learner would write it. */
export function showCall(name: string, args: readonly Copied[]): string {
  return `${name}(${args.map(showValue).join(', ')})`;
}

function write(value: Copied, indent: string): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Uint8Array) return `Uint8Array [${value.join(', ')}]`;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return bracket(['[', ']'], indent, (inner) => value.map((one: Copied) => write(one, inner)), deeper);
  }
  const parts = (inner: string) =>
    Object.entries(value).map(([key, one]) => `${keyText(key)}: ${write(one, inner)}`);
  return bracket(['{ ', ' }'], indent, parts, deeper);
}

function bracket(
  [open, close]: readonly [string, string],
  indent: string,
  parts: (indent: string) => readonly string[],
  deeper: string,
): string {
  const items = parts(deeper);
  if (items.length === 0) return `${open}${close}`.replaceAll(' ', '');
  const line = `${open}${items.join(', ')}${close}`;
  if (line.length + indent.length <= widest && !line.includes('\n')) return line;
  return `${open.trim()}\n${items.map((item) => `${deeper}${item}`).join(',\n')}\n${indent}${close.trim()}`;
}

function keyText(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
}
