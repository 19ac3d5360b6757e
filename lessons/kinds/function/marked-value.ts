import type { Copied } from '../../../sandbox/types.ts';
import type { Translations } from '../../format/locale.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What is wrong with a value of `exercise.yaml` as an argument or a result; null where nothing is. */
export function markedValueProblem(value: unknown): Translations | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return firstProblem(value);
  const mark = Object.keys(value).find((key) => key.startsWith('$'));
  if (mark === undefined) return firstProblem(Object.values(value));
  if (isUndefined(value) || isBigint(value)) return null;
  return {
    en: `"${mark}" is not a mark; the marks are { $undefined: true } and { $bigint: "12" }, each alone in its object`,
    'pt-BR': `"${mark}" não é uma marca; as marcas são { $undefined: true } e { $bigint: "12" }, cada uma sozinha no seu objeto`,
  };
}

function firstProblem(values: readonly unknown[]): Translations | null {
  for (const value of values) {
    const problem = markedValueProblem(value);
    if (problem !== null) return problem;
  }
  return null;
}

/** The value that YAML stands for: JSON cannot say `undefined` or a bigint, so that marks do. */
export function unmarked(json: Json): Copied {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(unmarked);
  if (isUndefined(json)) return undefined;
  if (isBigint(json)) return BigInt(json.$bigint);
  return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, unmarked(one)]));
}

function isUndefined(value: object): boolean {
  return '$undefined' in value && value.$undefined === true && Object.keys(value).length === 1;
}

function isBigint(value: object): value is { readonly $bigint: string } {
  if (!('$bigint' in value) || Object.keys(value).length !== 1) return false;
  return typeof value.$bigint === 'string' && /^-?\d{1,1000}$/.test(value.$bigint);
}
