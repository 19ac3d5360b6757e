/**
 * Nothing here may be reached by what the learner's code replaces: all that is used is kept from before, and
 * what runs code of the learner's (a getter, a proxy's trap) goes on counting.
 */
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { getPrototypeOf, keys, prototype: objectPrototype } = Object;
const toObject = Object;
const { apply, get } = Reflect;
const { iterator } = Symbol;
const mapSize = sizeGetter(Map.prototype);
const setSize = sizeGetter(Set.prototype);

let count = 0;

/** Steps that the learner's code has taken, and elements that the language's own functions have gone through for it. */
export function stepsSoFar(): number {
  return count;
}

export function charge(steps: number): void {
  if (steps > 0) count += steps;
}

/** What instrumented code calls; see count-steps.ts. It can only count on, never back. */
export const counter = Object.freeze(
  Object.assign(
    function step(): void {
      count += 1;
    },
    {
      /** A value that is being copied, as it is. */
      copied<T>(value: T): T {
        charge(sizeOf(value));
        return value;
      },
      /** What is spread into a list, in a form that goes through the same elements and counts them. */
      items(value: unknown): unknown {
        const size = sizeOf(value);
        const isKnown = isArray(value) || typeof value === 'string' || ownSize(value) !== null;
        if (isKnown) {
          charge(size);
          return value;
        }
        return countedIterable(value);
      },
    },
  ),
);

/** How many elements a copy of the value has. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  if (isArray(value)) return value.length;
  const prototype = getPrototypeOf(value) as object | null;
  if (prototype === objectPrototype || prototype === null) return keys(value).length;
  return ownSize(value) ?? (isView(value) ? value.byteLength : keys(value).length);
}

/** The size of a Map or a Set, whatever may have been hung on it. */
function ownSize(value: unknown): number | null {
  for (const getter of [mapSize, setSize]) {
    try {
      return apply(getter, value, []) as number;
    } catch {
      // It is no such thing.
    }
  }
  return null;
}

function sizeGetter(prototype: object): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, 'size')?.get as () => unknown;
}

/** The length of a list is not known before it has been gone through. */
function countedIterable(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const open = get(toObject(value), iterator, value) as unknown;
  if (typeof open !== 'function') return value;
  return {
    [iterator]() {
      const inner = apply(open, value, []) as Iterator<unknown>;
      return {
        next() {
          charge(1);
          return inner.next();
        },
        return: (given: unknown) => inner.return?.(given) ?? { done: true, value: given },
      };
    },
  };
}
