import type { Copied } from '../../sandbox/types.ts';

/**
 * Whether two copied values are the same to whoever uses them: the order of keys and the sign of zero
 * do not count, NaN is itself, and a key that holds `undefined` is as good as absent. Both are plain
 * data by now, so that nothing of a learner's has a say in it.
 */
export function equalValues(one: Copied, other: Copied): boolean {
  if (one === other || (Number.isNaN(one) && Number.isNaN(other))) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return false;
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
  }
  const isList = Array.isArray(one);
  if (isList !== Array.isArray(other)) return false;
  if (isList) {
    const [left, right] = [one as readonly Copied[], other as readonly Copied[]];
    return left.length === right.length && left.every((each, at) => equalValues(each, right[at]));
  }
  const left = definedEntries(one as Record<string, Copied>);
  const right = new Map(definedEntries(other as Record<string, Copied>));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && equalValues(value, right.get(key)))
  );
}

function definedEntries(value: Readonly<Record<string, Copied>>): [string, Copied][] {
  return Object.entries(value).filter(([, one]) => one !== undefined);
}
