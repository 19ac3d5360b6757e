/** Kept from before any program runs: copying is no work of the program's. */
const { from: listFrom, isArray } = Array;
const { defineProperty, fromEntries, keys } = Object;

/** A value in a form that needs no trust to be copied out: what `Copied` in the sandbox's types allows. */
export function copyOut(value: unknown, what: string): unknown {
  let left = 200_000;
  const copy = (from: unknown, depth: number): unknown => {
    if (--left < 0) throw tooLarge(what);
    if (depth > 200) throw tooLarge(what);
    switch (typeof from) {
      case 'undefined':
      case 'boolean':
      case 'number':
      case 'bigint':
      case 'string':
        return from;
      case 'function':
      case 'symbol':
        return undefined;
      default:
    }
    if (from === null) return null;
    const object = from as object;
    if (ArrayBuffer.isView(object))
      return new Uint8Array(object.buffer, object.byteOffset, object.byteLength).slice();
    if (object instanceof ArrayBuffer) return new Uint8Array(object.slice(0));
    if (object instanceof Date) return Number.isNaN(object.getTime()) ? null : object.toISOString();
    if (isArray(object)) return listFrom(object, (one) => copy(one, depth + 1));
    if (object instanceof Map)
      return fromEntries(listFrom(object, ([key, one]) => [String(key), copy(one, depth + 1)]));
    if (object instanceof Set) return listFrom(object, (one) => copy(one, depth + 1));
    if (object instanceof Error) return { name: object.name, message: object.message };
    const made: Record<string, unknown> = {};
    for (const key of keys(object)) {
      const item = copy((object as Record<string, unknown>)[key], depth + 1);
      defineProperty(made, key, { value: item, writable: true, enumerable: true, configurable: true });
    }
    return made;
  };
  return copy(value, 0);
}

function tooLarge(what: string): Error {
  return new RangeError(`${what} is too large or too deep to be copied`);
}
