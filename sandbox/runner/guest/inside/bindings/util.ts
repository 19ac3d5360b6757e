const onlyEnumerable = 2;

/** Node's `internalBinding('util')`. What needs V8's insides (a promise's state) is said not to be known. */
export function utilBinding(privateSymbols: Record<string, symbol>): Record<string, unknown> {
  return {
    privateSymbols,
    constants: {
      kPending: 0,
      kFulfilled: 1,
      kRejected: 2,
      kExiting: 0,
      kExitCode: 1,
      kHasExitCode: 2,
      ALL_PROPERTIES: 0,
      ONLY_WRITABLE: 1,
      ONLY_ENUMERABLE: onlyEnumerable,
      ONLY_CONFIGURABLE: 4,
      SKIP_STRINGS: 8,
      SKIP_SYMBOLS: 16,
      kDisallowCloneAndTransfer: 0,
      kTransferable: 1,
      kCloneable: 2,
    },
    getOwnNonIndexProperties,
    getPromiseDetails: () => [0, undefined],
    getProxyDetails: () => undefined,
    previewEntries,
    getConstructorName,
    getExternalValue: () => 0n,
    getCallerLocation: () => undefined,
    isInsideNodeModules: () => false,
    markPromiseAsHandled: (promise: Promise<unknown>) => {
      promise.then(undefined, () => {});
    },
    sleep: () => {},
    guessHandleType: () => 'PIPE',
    defineLazyProperties,
    constructSharedArrayBuffer: () => undefined,
    getSharedArrayBufferGrowable: () => false,
    getCallSites: () => [],
    isConstructor: (value: unknown) => typeof value === 'function' && 'prototype' in value,
    toUSVString: (text: string) => text.toWellFormed(),
    parseEnv: () => ({}),
    WeakReference: class WeakReference {
      #value: unknown;
      constructor(value: unknown) {
        this.#value = value;
      }
      get() {
        return this.#value;
      }
      incRef() {}
      decRef() {}
    },
  };
}

function getOwnNonIndexProperties(value: object, filter: number): PropertyKey[] {
  return Reflect.ownKeys(value).filter((key) => {
    if (typeof key === 'string' && isIndex(key)) return false;
    return filter !== onlyEnumerable || Object.getOwnPropertyDescriptor(value, key)?.enumerable === true;
  });
}

function isIndex(key: string): boolean {
  const number = Number(key);
  return Number.isInteger(number) && number >= 0 && number < 2 ** 32 - 1 && String(number) === key;
}

/** Iterators can only be looked at by using them up; what is shown is then empty afterwards. */
function previewEntries(value: object, asIterator?: boolean): unknown {
  const list = Symbol.iterator in value ? [...(value as Iterable<unknown>)] : [];
  return asIterator === true ? [list, false] : list;
}

function getConstructorName(value: object): string {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof found === 'function' && found.name !== '') return found.name;
  }
  return 'Object';
}

type Require = (id: string) => Record<string, unknown>;
let requireBuiltin: Require | null = null;

/** C++ in Node reaches the builtin loader itself; ours is told of it. */
export function setLazyRequire(require: Require): void {
  requireBuiltin = require;
}

function defineLazyProperties(target: object, id: string, keys: readonly string[], enumerable = true): void {
  for (const key of keys) {
    const define = (value: unknown) =>
      Object.defineProperty(target, key, { value, writable: true, enumerable, configurable: true });
    Object.defineProperty(target, key, {
      configurable: true,
      enumerable,
      get() {
        const value = requireBuiltin?.(id)[key];
        define(value);
        return value;
      },
      set: define,
    });
  }
}
