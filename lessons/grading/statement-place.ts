import type { Failure } from '../../sandbox/types.ts';
import type { Location } from '../format/evidence.ts';
import type { Translations } from '../format/locale.ts';

export interface Script {
  readonly file: string;
  readonly text: string;
}

/** Where in a script the statement that failed begins; null where that is not known. */
export function placeOfFailure(failure: Failure, { file, text }: Script): Location | null {
  if (failure.kind !== 'sql' || failure.statement === null) return null;
  const at = text.indexOf(failure.statement);
  if (at < 0) return null;
  const start = firstWordFrom(text, at);
  // A word that SQLite names is nearer to the mistake than the statement's beginning.
  const word = /^near "(.+)": syntax error$/.exec(failure.message)?.[1];
  const near = word === undefined ? -1 : text.indexOf(word, start);
  const within = near >= 0 && text.indexOf(word ?? '', near + 1) < 0 ? near : start;
  return placeOf({ file, text }, within);
}

/** `file:line: what SQLite said`, for a failure that is an author's to mend. */
export function authorsWords(failure: Failure, script: Script): Translations {
  const place = placeOfFailure(failure, script);
  const where = place === null ? script.file : `${place.file}:${place.line}`;
  if ('message' in failure)
    return { en: `${where}: ${failure.message}`, 'pt-BR': `${where}: ${failure.message}` };
  return {
    en: `${where}: it ran into the limit "${failure.kind}"`,
    'pt-BR': `${where}: chegou ao limite "${failure.kind}"`,
  };
}

/** Past blanks, comments and stray semicolons, to a statement's first word. */
export function firstWordFrom(text: string, from: number): number {
  const blank = /(?:[\s;]+|--[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

/** Line and column, from 1, of an offset in a script. */
export function placeOf({ file, text }: Script, offset: number): Location {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
