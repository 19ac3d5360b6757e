import type { Members } from '../../parcel.ts';
import { symbolMembers } from './symbol-members.ts';

const sourceOf = Function.prototype.toString;
const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, hasOwn } = Object;

/** Members that every function has. */
const ofEveryFunction = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);

export function isClass(made: object): boolean {
  return /^class\b/.test(sourceOf.call(made));
}

/** True of what the language itself provides. */
function isNative(made: object): boolean {
  return /\{\s*\[native code\]\s*\}\s*$/.test(sourceOf.call(made));
}

/** The class that made the object, where somebody wrote that class; a name of the language's otherwise. */
export function classOf(object: object): object | string {
  for (let at = getPrototypeOf(object) as object | null; at !== null; at = getPrototypeOf(at)) {
    const made = hasOwn(at, 'constructor') ? (at as { constructor: unknown }).constructor : undefined;
    if (typeof made !== 'function' || made.prototype !== at) continue;
    return isNative(made) ? made.name : made;
  }
  return 'Object';
}

/** The class that a class extends. */
export function parentOf(made: object): object | string {
  const parent = getPrototypeOf(made) as object | null;
  if (typeof parent !== 'function' || parent === Function.prototype) return 'Object';
  return isNative(parent) ? (parent as { name: string }).name : parent;
}

/** The object's own members; of an object of the language's (a generator, a promise) its prototypes' too. */
export function membersOf(object: object): Members {
  const own = ownMembers(object);
  const made = classOf(object);
  if (made === 'Object' || typeof made !== 'string') return own;
  const inherited: Members[] = [];
  for (let at = getPrototypeOf(object) as object | null; at !== null; at = getPrototypeOf(at)) {
    if (at !== Object.prototype) inherited.push(ownMembers(at));
  }
  return {
    methods: [...new Set([own, ...inherited].flatMap(({ methods }) => methods))],
    fields: [...new Set([own, ...inherited].flatMap(({ fields }) => fields))],
  };
}

export function ownMembers(object: object): Members {
  const isFunction = typeof object === 'function';
  const methods: string[] = [];
  const fields: string[] = [];
  for (const name of getOwnPropertyNames(object)) {
    if (name === 'constructor' || name === '__proto__' || (isFunction && ofEveryFunction.has(name))) continue;
    const descriptor = getOwnPropertyDescriptor(object, name);
    if (typeof descriptor?.value === 'function') methods.push(name);
    else if (descriptor?.enumerable === true || descriptor?.get !== undefined) fields.push(name);
  }
  for (const [name, symbol] of Object.entries(symbolMembers)) {
    if (hasOwn(object, symbol)) methods.push(name);
  }
  return { methods, fields };
}

/** True of what is copied rather than reached: a record of data, without functions or getters. */
export function isRecord(object: object): boolean {
  const prototype = getPrototypeOf(object) as object | null;
  if (prototype !== null && prototype !== Object.prototype) return false;
  return getOwnPropertyNames(object).every((name) => {
    const descriptor = getOwnPropertyDescriptor(object, name);
    return descriptor?.get === undefined && typeof descriptor?.value !== 'function';
  });
}
