import type { Difference } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Compares a JSON value with what was asked for, deeply and exactly: a key too many is a
 * difference. An object with exactly one `$` key is a matcher; see `docs/pack-format.md`.
 */
export function compareJson(expected: Json, actual: Json | undefined, path = '$'): readonly Difference[] {
  if (actual === undefined) return [difference(path, 'missing', describe(expected), null)];
  const matcher = asMatcher(expected);
  if (matcher !== null) return applyMatcher(matcher, actual, path);
  if (Array.isArray(expected) && Array.isArray(actual)) return compareArrays(expected, actual, path);
  if (isObject(expected) && isObject(actual)) return compareObjects(expected, actual, path);
  return Object.is(expected, actual) || (expected === 0 && actual === 0)
    ? []
    : [difference(path, 'changed', describe(expected), describe(actual))];
}

interface Matcher {
  readonly name: string;
  readonly operand: Json;
}

function asMatcher(value: Json): Matcher | null {
  if (!isObject(value)) return null;
  const keys = Object.keys(value);
  const name = keys[0];
  if (keys.length !== 1 || name === undefined || !name.startsWith('$')) return null;
  return { name, operand: value[name] ?? null };
}

function applyMatcher({ name, operand }: Matcher, actual: Json, path: string): readonly Difference[] {
  const unless = (holds: boolean) =>
    holds ? [] : [difference(path, 'changed', matcherText({ name, operand }), describe(actual))];
  switch (name) {
    case '$any':
      return [];
    case '$type':
      return unless(typeName(actual) === operand || (operand === 'number' && typeName(actual) === 'integer'));
    case '$match':
      return unless(typeof actual === 'string' && regexOf(operand).test(actual));
    case '$length':
      return unless((typeof actual === 'string' || Array.isArray(actual)) && actual.length === operand);
    case '$not':
      return unless(compareJson(operand, actual, path).length > 0);
    case '$tokens':
      return unless(typeof actual === 'string' && tokensOf(actual).join() === tokensOf(operand).join());
    case '$contains':
      return contains(operand, actual, path);
    case '$unordered':
      return unordered(operand, actual, path);
    default:
      throw new AuthorFault({
        en: `an expectation uses the matcher ${name}, which the format does not know`,
        'pt-BR': `uma expectativa usa o matcher ${name}, que o formato não conhece`,
      });
  }
}

function regexOf(operand: Json): RegExp {
  try {
    return new RegExp(String(operand), 'u');
  } catch (error) {
    const [pattern, why] = [JSON.stringify(operand), (error as Error).message];
    throw new AuthorFault({
      en: `the pattern ${pattern} in a $match is not valid: ${why}`,
      'pt-BR': `o padrão ${pattern} em um $match não é válido: ${why}`,
    });
  }
}

/** The members of a comma-separated list such as `Allow: GET, HEAD`, whose order and case carry no meaning. */
function tokensOf(list: Json): readonly string[] {
  const members = Array.isArray(list) ? list.map(String) : String(list).split(',');
  return members
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '')
    .toSorted();
}

/** An object that has at least these keys, or a list that has at least these members. */
function contains(operand: Json, actual: Json, path: string): readonly Difference[] {
  if (isObject(operand) && isObject(actual)) {
    return Object.entries(operand).flatMap(([key, value]) =>
      compareJson(value, ownValue(actual, key), join(path, key)),
    );
  }
  if (Array.isArray(operand) && Array.isArray(actual)) {
    return operand
      .filter((wanted) => !actual.some((member) => compareJson(wanted, member).length === 0))
      .map((wanted) => difference(path, 'missing', describe(wanted), null));
  }
  return [difference(path, 'changed', describe(operand), describe(actual))];
}

/** The same members in any order, each as often as it is named. */
function unordered(operand: Json, actual: Json, path: string): readonly Difference[] {
  if (!Array.isArray(operand) || !Array.isArray(actual)) {
    return [difference(path, 'changed', describe(operand), describe(actual))];
  }
  const left = [...actual.entries()];
  const missing = operand.filter((wanted) => {
    const index = left.findIndex(([, member]) => compareJson(wanted, member).length === 0);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((wanted) => difference(path, 'missing', describe(wanted), null)),
    ...left.map(([index, member]) => difference(`${path}[${index}]`, 'extra', null, describe(member))),
  ];
}

function compareArrays(
  expected: readonly Json[],
  actual: readonly Json[],
  path: string,
): readonly Difference[] {
  return Array.from({ length: Math.max(expected.length, actual.length) }, (_, index) => {
    const at = `${path}[${index}]`;
    return index < expected.length
      ? compareJson(expected[index] ?? null, index < actual.length ? (actual[index] ?? null) : undefined, at)
      : [difference(at, 'extra', null, describe(actual[index] ?? null))];
  }).flat();
}

function compareObjects(
  expected: { readonly [key: string]: Json },
  actual: { readonly [key: string]: Json },
  path: string,
): readonly Difference[] {
  const wanted = Object.entries(expected).flatMap(([key, value]) =>
    compareJson(value, ownValue(actual, key), join(path, key)),
  );
  const extra = Object.keys(actual)
    .filter((key) => !Object.hasOwn(expected, key))
    .map((key) => difference(join(path, key), 'extra', null, describe(ownValue(actual, key) ?? null)));
  return [...wanted, ...extra];
}

/** The value at a JSON path such as `$.items[2].price`; undefined where there is none. */
export function valueAt(root: Json | undefined, path: string): Json | undefined {
  const steps = [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map((match) => match[1] ?? Number(match[2]));
  return steps.reduce<Json | undefined>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
    return isObject(value) ? ownValue(value, step) : undefined;
  }, root);
}

function ownValue(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function join(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const longest = 2_000;

/** JSON text of a value; a matcher inside reads as what it stands for, such as ‹integer› or /^a+$/. */
function describe(value: Json): string {
  const text = textOf(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function textOf(value: Json): string {
  const matcher = asMatcher(value);
  if (matcher !== null) return matcherText(matcher);
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${textOf(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

function matcherText({ name, operand }: Matcher): string {
  switch (name) {
    case '$any':
      return '‹any›';
    case '$type':
      return `‹${String(operand)}›`;
    case '$match':
      return `/${String(operand)}/`;
    case '$length':
      return `‹length ${String(operand)}›`;
    case '$not':
      return `‹not ${textOf(operand)}›`;
    case '$tokens':
      return Array.isArray(operand) ? operand.join(', ') : String(operand);
    case '$contains':
    case '$unordered':
      return textOf(operand);
    default:
      return JSON.stringify({ [name]: operand });
  }
}

function difference(
  path: string,
  change: Difference['change'],
  expected: string | null,
  actual: string | null,
): Difference {
  return { part: 'body', path, change, expected, actual };
}
