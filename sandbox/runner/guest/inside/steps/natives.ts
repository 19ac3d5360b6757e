import { charge, counter, sizeOf } from './counter.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;
/** What a call has cost, from what it was given and gave. `length` is what the list had before. */
type Cost = (call: {
  readonly self: unknown;
  readonly args: readonly unknown[];
  readonly result: unknown;
  readonly length: number;
}) => number;

/** As in counter.ts: a replaced `Math.max` must not make anything cheaper. */
const { apply, construct, getPrototypeOf } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, keys } = Object;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { ceil, log2, max, min, trunc } = Math;
const { add, has } = WeakSet.prototype;
const { forEach: forEachOfMap } = Map.prototype;
const { forEach: forEachOfSet } = Set.prototype;
const SeenSet = WeakSet;
const toNumber = Number;
const { indexOf: arrayIndexOf } = Array.prototype;

/**
 * Makes the language's own functions count what they go through: `includes` looks at one element after the
 * other, wherever that is written. Called once, before any code of the learner's runs.
 */
export function countNatives(): void {
  const typedArray = getPrototypeOf(Uint8Array.prototype) as object;
  for (const list of [Array.prototype, typedArray]) {
    costs(list, searches, searched);
    costs(list, ['lastIndexOf'], ({ result, length }) =>
      result === -1 ? length : length - toNumber(result),
    );
    costs(list, ['join', 'toLocaleString', 'reverse', 'toReversed', 'fill', 'copyWithin', 'with'], whole);
    costs(list, ['slice', 'concat', 'flat', 'toSpliced'], made);
    costs(list, ['shift', 'unshift'], whole);
    costs(list, ['push'], ({ args }) => args.length - 1);
    costs(list, ['set'], ({ args }) => sizeOf(args[0]));
    costs(list, ['splice'], spliced);
    callbacks(list, visitors);
    callbacks(list, ['sort', 'toSorted']);
    costs(list, ['sort', 'toSorted'], sorted);
  }
  costs(Array, ['from', 'of'], made);
  texts();
  objects();
  collections();
  iterators();
  costs(Promise, ['all', 'allSettled', 'any', 'race'], ({ args }) => sizeOf(args[0]));
  costs(Function.prototype, ['apply'], ({ args }) => sizeOfList(args[1]));
  costs(Reflect, ['apply'], ({ args }) => sizeOfList(args[2]));
  costs(Reflect, ['construct'], ({ args }) => sizeOfList(args[1]));
  noCodeFromText();
}

const searches = ['includes', 'indexOf'];
const visitors = [
  ...['forEach', 'map', 'filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex'],
  ...['flatMap', 'reduce', 'reduceRight'],
];

const whole: Cost = ({ length }) => length;
const made: Cost = ({ result }) => sizeOf(result);

/** As far as the element that was found, from where the search began. */
const searched: Cost = ({ self, args, result, length }) => {
  const from = startIn(args[1], length);
  const at = result === true ? (apply(arrayIndexOf, self, [args[0], from]) as number) : result;
  return typeof at === 'number' && at >= 0 ? at - from + 1 : length - from;
};

/** What is taken out, and what has to move up behind it. */
const spliced: Cost = ({ args, result, length }) => {
  const from = startIn(args[0], length);
  const removed = sizeOf(result);
  const added = max(0, args.length - 2);
  return removed + added + (removed === added ? 0 : max(0, length - from - removed));
};

/** Comparisons by a function are counted as they are made; without one it makes as many as it needs. */
const sorted: Cost = ({ args, length }) =>
  typeof args[0] === 'function' ? length : length * ceil(log2(max(2, length)));

function startIn(given: unknown, length: number): number {
  const from = trunc(toNumber(given ?? 0)) || 0;
  return min(length, from < 0 ? max(0, length + from) : from);
}

/** For what may as well be one element: only a list counts. */
function sizeOfList(value: unknown): number {
  return isArray(value) || isView(value) ? (value as unknown as { length: number }).length : 1;
}

function texts(): void {
  const { prototype } = String;
  const ofText: Cost = ({ length }) => length;
  const upTo: Cost = ({ args, result, length }) =>
    typeof result === 'number' && result >= 0 ? result - startIn(args[1], length) + 1 : length;
  costs(prototype, ['indexOf'], upTo);
  costs(prototype, ['includes', 'lastIndexOf', 'toUpperCase', 'toLowerCase', 'normalize'], ofText);
  costs(prototype, ['trim', 'trimStart', 'trimEnd', 'localeCompare'], ofText);
  costs(prototype, ['startsWith', 'endsWith'], ({ args }) => sizeOf(args[0]));
  costs(
    prototype,
    ['split', 'replace', 'replaceAll', 'repeat', 'padStart', 'padEnd'],
    ({ args, result, length }) => max(typeof args[0] === 'string' ? length : 0, sizeOf(result)),
  );
  costs(JSON, ['parse'], ({ args }) => sizeOf(args[0]));
  costs(JSON, ['stringify'], made);
  replace(
    RegExp.prototype,
    'exec',
    (native) =>
      function (this: unknown, ...args: unknown[]): unknown {
        const { global, sticky, lastIndex } = this as RegExp;
        const from = global || sticky ? lastIndex : 0;
        const found = apply(native, this, args) as RegExpExecArray | null;
        const end = found === null ? sizeOf(args[0]) : found.index + (found[0]?.length ?? 0);
        charge(max(1, end - from));
        return found;
      },
  );
}

function objects(): void {
  const listed = [
    'keys',
    'values',
    'entries',
    'getOwnPropertyNames',
    'getOwnPropertyDescriptors',
    'fromEntries',
  ];
  costs(Object, listed, made);
  costs(Object, ['assign'], sizesOfSources);
  costs(Object, ['freeze', 'seal'], made);
  costs(Object, ['groupBy'], ({ args }) => sizeOf(args[0]));
  costs(Reflect, ['ownKeys'], made);
  costs(globalThis, ['structuredClone'], ({ args }) => deepSize(args[0]));
}

function collections(): void {
  for (const Class of [Map, Set, WeakMap, WeakSet]) countConstruction(Class);
  callbacks(Map.prototype, ['forEach']);
  callbacks(Set.prototype, ['forEach']);
  costs(Map, ['groupBy'], ({ args }) => sizeOf(args[0]));
  const both: Cost = ({ self, args }) => sizeOf(self) + sizeOf(args[0]);
  const pairs = ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf'];
  costs(Set.prototype, [...pairs, 'isDisjointFrom'], both);
}

function iterators(): void {
  const { prototype } = Iterator;
  callbacks(prototype, ['forEach', 'map', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find']);
  costs(prototype, ['toArray'], made);
  // What it passes over is gone through when the next one is asked for.
  costs(prototype, ['drop'], ({ args }) => min(1e6, max(0, toNumber(args[0]) || 0)));
}

/** `new Set(list)` goes through the list. */
function countConstruction(
  Class: MapConstructor | SetConstructor | WeakMapConstructor | WeakSetConstructor,
): void {
  const counted: object = new Proxy<NewableFunction>(Class, {
    construct(target, args, newTarget): object {
      charge(sizeOf(args[0]));
      return construct(target, args, newTarget === counted ? target : newTarget) as object;
    },
  });
  defineProperty(Class.prototype, 'constructor', { value: counted, writable: true, configurable: true });
  defineProperty(globalThis, Class.name, { value: counted, writable: true, configurable: true });
}

/** Each element that a function of the language hands to a callback is one step, whoever wrote the callback. */
function callbacks(target: object, names: readonly string[]): void {
  for (const name of names) {
    replace(
      target,
      name,
      (native) =>
        function (this: unknown, ...args: unknown[]): unknown {
          const callback = args[0];
          if (typeof callback === 'function') args[0] = counting(callback as Method);
          return apply(native, this, args);
        },
    );
  }
}

function counting(callback: Method): Method {
  return function (...args) {
    counter();
    return apply(callback, this, args);
  };
}

function costs(target: object, names: readonly string[], cost: Cost): void {
  for (const name of names) {
    replace(
      target,
      name,
      (native) =>
        function (this: unknown, ...args: unknown[]): unknown {
          const length = lengthOf(this);
          const result = apply(native, this, args);
          charge(cost({ self: this, args, result, length }));
          return result;
        },
    );
  }
}

function lengthOf(self: unknown): number {
  if (typeof self === 'string') return self.length;
  if (typeof self !== 'object' || self === null) return 0;
  const length = (self as { length?: unknown }).length;
  return typeof length === 'number' && length > 0 ? length : 0;
}

/** Looks like the function it stands for. */
function replace(target: object, name: string, make: (native: Method) => Method): void {
  const descriptor = getOwnPropertyDescriptor(target, name);
  const native = descriptor?.value as Method | undefined;
  if (typeof native !== 'function') return;
  const made = make(native);
  defineProperty(made, 'name', { value: native.name, configurable: true });
  defineProperty(made, 'length', { value: native.length, configurable: true });
  defineProperty(target, name, { ...descriptor, value: made });
}

/** Code that is made from text at run time would not be counted. */
function noCodeFromText(): void {
  // Declared, since an arrow is nothing that `new` can be said to.
  function refuse(): never {
    throw new EvalError('Code from text is not run where steps are counted.');
  }
  const makers = [
    Function,
    getPrototypeOf(async () => {})?.constructor,
    getPrototypeOf(function* () {})?.constructor,
    getPrototypeOf(async function* () {})?.constructor,
  ];
  for (const maker of makers) {
    const { prototype } = maker as { prototype: object };
    defineProperty(prototype, 'constructor', { value: refuse, writable: false, configurable: false });
  }
  defineProperty(refuse, 'prototype', { value: Function.prototype });
  for (const name of ['eval', 'Function']) {
    defineProperty(globalThis, name, { value: refuse, writable: true, configurable: true });
  }
}

const sizesOfSources: Cost = ({ args }) => {
  let sum = 0;
  for (let at = 1; at < args.length; at += 1) sum += sizeOf(args[at]);
  return sum;
};

/** How many values hang together in a value. */
function deepSize(value: unknown): number {
  let size = 0;
  const seen = new SeenSet();
  const look = (one: unknown): void => {
    size += 1;
    if (typeof one !== 'object' || one === null || apply(has, seen, [one])) return;
    apply(add, seen, [one]);
    const parts = keys(one);
    for (let at = 0; at < parts.length; at += 1) look((one as Record<string, unknown>)[parts[at] as string]);
    for (const each of [forEachOfMap, forEachOfSet] as readonly Method[]) {
      try {
        apply(each, one, [look]);
      } catch {
        // It is another kind of thing.
      }
    }
  };
  look(value);
  return size;
}
