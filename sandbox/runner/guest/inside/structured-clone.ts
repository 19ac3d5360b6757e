/** The HTML standard's structured clone, of the values a program has; what cannot be cloned is a DataCloneError. */
export function structuredCloner(domException: () => new (message: string, name: string) => Error) {
  return function structuredClone(value: unknown, options?: { transfer?: readonly unknown[] }): unknown {
    const seen = new Map<object, unknown>();
    const refuse = (what: unknown): never => {
      throw new (domException())(`${describe(what)} could not be cloned.`, 'DataCloneError');
    };
    const copy = (from: unknown): unknown => {
      if (typeof from === 'function' || typeof from === 'symbol') return refuse(from);
      if (typeof from !== 'object' || from === null) return from;
      if (seen.has(from)) return seen.get(from);
      const keep = <T>(made: T): T => {
        seen.set(from, made);
        return made;
      };
      if (Array.isArray(from)) {
        const made: unknown[] = keep(new Array(from.length));
        for (const key of Object.keys(from))
          (made as unknown as Record<string, unknown>)[key] = copy(
            (from as unknown as Record<string, unknown>)[key],
          );
        return made;
      }
      if (from instanceof Date) return keep(new Date(from.getTime()));
      if (from instanceof RegExp) return keep(new RegExp(from.source, from.flags));
      if (from instanceof Map) {
        const made = keep(new Map<unknown, unknown>());
        for (const [key, item] of [...from]) made.set(copy(key), copy(item));
        return made;
      }
      if (from instanceof Set) {
        const made = keep(new Set<unknown>());
        for (const item of [...from]) made.add(copy(item));
        return made;
      }
      if (from instanceof ArrayBuffer) {
        return keep(options?.transfer?.includes(from) === true ? from.transfer() : from.slice(0));
      }
      if (ArrayBuffer.isView(from)) {
        const view = from as Uint8Array;
        const buffer = copy(view.buffer) as ArrayBuffer;
        const View = (from instanceof DataView ? DataView : standardView(from)) as Uint8ArrayConstructor;
        return keep(new View(buffer, view.byteOffset, view.length ?? view.byteLength));
      }
      if (from instanceof Error) return keep(copyError(from, copy));
      if (
        from instanceof Boolean ||
        from instanceof Number ||
        from instanceof String ||
        from instanceof BigInt
      )
        return keep(Object(from.valueOf()));
      if (
        from instanceof Promise ||
        from instanceof WeakMap ||
        from instanceof WeakSet ||
        from instanceof WeakRef
      )
        return refuse(from);
      const made: Record<string, unknown> = keep({});
      for (const key of Object.keys(from)) made[key] = copy((from as Record<string, unknown>)[key]);
      return made;
    };
    return copy(value);
  };
}

function standardView(view: ArrayBufferView): unknown {
  const name = Object.prototype.toString.call(view).slice(8, -1);
  return (globalThis as unknown as Record<string, unknown>)[name];
}

function copyError(from: Error, copy: (value: unknown) => unknown): Error {
  const types: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const made = new (types[from.name] ?? Error)(from.message);
  Object.defineProperty(made, 'stack', { value: from.stack, writable: true, configurable: true });
  if ('cause' in from)
    Object.defineProperty(made, 'cause', { value: copy(from.cause), writable: true, configurable: true });
  return made;
}

function describe(value: unknown): string {
  if (typeof value === 'symbol') return value.toString();
  if (typeof value === 'function') return value.toString();
  return Object.prototype.toString.call(value).replace('[object ', '#<').replace(']', '>');
}
