import { tokenize } from 'sqlite3-parser';
import { sqliteFunctions } from './functions.ts';

export interface CallAt {
  /** The ways in which the function may be called: `max(X)`, `max(X, Y, …)`. */
  readonly signatures: readonly string[];
  /** Which of its arguments is being written, from 0. */
  readonly argument: number;
}

/** The call of one of SQLite's functions that a text breaks off in; null where it is in none. */
export function callAtEnd(text: string): CallAt | null {
  const words = [...tokenize(text)].map((token) => token.text);
  let depth = 0;
  let argument = 0;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at];
    if (word === ';') return null;
    if (word === ')') depth += 1;
    if (word === ',' && depth === 0) argument += 1;
    if (word !== '(') continue;
    depth -= 1;
    if (depth < 0) return callOf(words[at - 1] ?? '', argument);
  }
  return null;
}

function callOf(name: string, argument: number): CallAt | null {
  const signatures = sqliteFunctions.filter((signature) => signature.startsWith(`${name.toLowerCase()}(`));
  return signatures.length === 0 ? null : { signatures, argument };
}

/** What a signature takes: `X`, `PATH`, `…`. */
export function parametersOf(signature: string): string[] {
  const inside = /\(([^)]*)\)/.exec(signature)?.[1] ?? '';
  return inside === '' ? [] : inside.split(', ');
}
