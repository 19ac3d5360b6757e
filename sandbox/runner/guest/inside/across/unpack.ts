import type {
  Act,
  Carried,
  Entries,
  FunctionShape,
  Members,
  Parcel,
  ParcelNode,
  Parent,
} from '../../parcel.ts';
import { symbolMembers } from './symbol-members.ts';

/** What unpacking makes objects with. */
export interface Workshop {
  /** An object of this program's own, by its number. Throws where it never gave it away. */
  home(id: number): object;
  /** What stands for the other program's object already. */
  envoy(id: number): object | undefined;
  /** From now on this object stands for the other program's. */
  keepEnvoy(id: number, envoy: object): void;
  /** The other program's number of what `envoy` stands for. */
  idOf(envoy: unknown): number | undefined;
  /** Asks the other program, and gives what it gives. */
  perform(act: Act, args: readonly unknown[]): unknown;
}

export interface Unpacked {
  readonly values: readonly unknown[];
  /** The objects made of copied data, with the number of each one's node. */
  readonly made: ReadonlyMap<object, number>;
}

const { defineProperty, freeze, hasOwn, setPrototypeOf } = Object;

/** Makes the values of a parcel. Nodes that answer one of `sources` change that object where it is. */
export function unpack(
  { values, nodes }: Parcel,
  workshop: Workshop,
  sources: ReadonlyMap<number, object> = new Map(),
): Unpacked {
  const objects = new Map<number, object>();
  const made = new Map<object, number>();

  const value = (carried: Carried): unknown =>
    typeof carried === 'object' && carried !== null ? objectOf(carried.node) : carried;
  const objectOf = (number: number): object => {
    const known = objects.get(number);
    if (known !== undefined) return known;
    const node = nodes[number] as ParcelNode;
    switch (node.kind) {
      case 'home':
        return keep(number, workshop.home(node.id));
      case 'function':
        return keep(number, functionEnvoy(node, number));
      case 'object-elsewhere':
        return keep(number, objectEnvoy(node));
      default: {
        const source = 'was' in node && node.was !== undefined ? sources.get(node.was) : undefined;
        const target = source ?? blank(node);
        keep(number, target);
        made.set(target, number);
        fill(target, node);
        return target;
      }
    }
  };
  const keep = (number: number, object: object): object => {
    objects.set(number, object);
    return object;
  };
  const blank = (node: ParcelNode): object => {
    switch (node.kind) {
      case 'array':
        return [];
      case 'object':
        return node.bare ? Object.create(null) : {};
      case 'map':
        return new Map();
      case 'set':
        return new Set();
      case 'date':
        return new Date(node.time);
      case 'pattern':
        return new RegExp(node.source, node.flags);
      case 'bytes':
        return bytesOf(node.type, node.bytes);
      case 'error':
        return errorOf(node);
      default:
        throw new TypeError('This is no copied data.');
    }
  };
  const fill = (target: object, node: ParcelNode): void => {
    switch (node.kind) {
      case 'array':
        fillArray(target as unknown[], node.items.map(value));
        break;
      case 'object':
        fillObject(target as Record<string, unknown>, node.entries, value);
        break;
      case 'map':
        fillMap(
          target as Map<unknown, unknown>,
          node.pairs.map(([key, one]) => [value(key), value(one)]),
        );
        break;
      case 'set':
        fillSet(target as Set<unknown>, node.items.map(value));
        break;
      case 'bytes':
        fillBytes(target, node.bytes);
        break;
      default:
        return;
    }
    if ('frozen' in node && node.frozen) freeze(target);
  };
  const errorOf = (node: Extract<ParcelNode, { kind: 'error' }>): object => {
    const Base = standardError(node.of) ?? Error;
    const error = new Base(node.message);
    if (typeof node.of === 'object') setPrototypeOf(error, prototypeOf(node.of));
    // A name that its class computes cannot be asked of a copy.
    if (typeof node.of === 'object' || error.name !== node.name)
      defineProperty(error, 'name', { value: node.name, configurable: true, writable: true });
    for (const [key, one] of node.fields) define(error, key, value(one));
    return error;
  };
  const prototypeOf = (parent: Parent): object => {
    if (typeof parent === 'object') return (objectOf(parent.node) as { prototype: object }).prototype;
    // Of the language's classes only the errors can be stood for: the others' objects have parts inside.
    return standardError(parent)?.prototype ?? Object.prototype;
  };
  const functionEnvoy = (shape: FunctionShape & { readonly id: number }, number: number): object => {
    const { id, name } = shape;
    const already = workshop.envoy(id);
    if (already !== undefined) return already;
    const envoy = function (...args: unknown[]): unknown {
      const kind = new.target === undefined ? 'call' : 'construct';
      const label = kind === 'call' ? name : `new ${name}`;
      return workshop.perform({ kind, target: id, member: null, label }, args);
    };
    defineProperty(envoy, 'name', { value: name, configurable: true });
    workshop.keepEnvoy(id, envoy);
    objects.set(number, envoy);
    const parent = prototypeOf(shape.parent);
    if (parent !== Object.prototype) setPrototypeOf(envoy.prototype, parent);
    addMembers(envoy.prototype as object, shape.members, { name, id: null });
    addMembers(envoy, shape.own, { name, id });
    return envoy;
  };
  const objectEnvoy = (node: Extract<ParcelNode, { kind: 'object-elsewhere' }>): object => {
    const already = workshop.envoy(node.id);
    const envoy = already ?? Object.create(prototypeOf(node.of));
    if (already === undefined) workshop.keepEnvoy(node.id, envoy as object);
    const made = (envoy as { constructor?: { name?: unknown } }).constructor?.name;
    const name = typeof made === 'string' && made !== 'Object' ? made : 'object';
    addMembers(envoy as object, node.members, { name, id: node.id });
    return envoy as object;
  };
  /** With no number of its own a member is a prototype's, and asks whatever object it is called on. */
  const addMembers = (
    target: object,
    { methods, fields }: Members,
    { name, id }: { readonly name: string; readonly id: number | null },
  ): void => {
    const targetOf = (self: unknown, member: string): number => {
      const found = id ?? workshop.idOf(self);
      if (found === undefined) throw new TypeError(`${member} was called on something that is no ${name}.`);
      return found;
    };
    for (const member of methods) {
      const key = hasOwn(symbolMembers, member) ? (symbolMembers[member] as symbol) : member;
      if (hasOwn(target, key)) continue;
      const method = function (this: unknown, ...args: unknown[]): unknown {
        return workshop.perform(
          { kind: 'call', target: targetOf(this, member), member, label: `${name}.${member}` },
          args,
        );
      };
      defineProperty(method, 'name', { value: member, configurable: true });
      defineProperty(target, key, {
        value: method,
        configurable: true,
        writable: true,
        enumerable: id !== null,
      });
    }
    for (const member of fields) {
      if (hasOwn(target, member)) continue;
      const label = `${name}.${member}`;
      defineProperty(target, member, {
        configurable: true,
        enumerable: id !== null,
        get(this: unknown) {
          return workshop.perform({ kind: 'get', target: targetOf(this, member), member, label }, []);
        },
        set(this: unknown, next: unknown) {
          workshop.perform({ kind: 'set', target: targetOf(this, member), member, label }, [next]);
        },
      });
    }
  };

  return { values: values.map(value), made };
}

/** The language's class of errors that has this name. */
function standardError(of: Parent): (new (message: string) => Error) | null {
  const found = typeof of === 'string' ? (globalThis as unknown as Record<string, unknown>)[of] : undefined;
  if (typeof found !== 'function' || of === 'AggregateError') return null;
  const isError = found === Error || found.prototype instanceof Error;
  return isError ? (found as new (message: string) => Error) : null;
}

function define(target: object, key: string, value: unknown): void {
  defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Only what differs is written: the object may be frozen, or watched. */
function fillArray(target: unknown[], items: readonly unknown[]): void {
  if (target.length !== items.length) target.length = items.length;
  for (const [at, one] of items.entries()) {
    if (!Object.is(target[at], one) || !hasOwn(target, at)) define(target, String(at), one);
  }
}

function fillObject(
  target: Record<string, unknown>,
  entries: Entries,
  value: (carried: Carried) => unknown,
): void {
  const keys = new Set(entries.map(([key]) => key));
  for (const key of Object.keys(target)) if (!keys.has(key)) delete target[key];
  for (const [key, carried] of entries) {
    const one = value(carried);
    if (!hasOwn(target, key) || !Object.is(target[key], one)) define(target, key, one);
  }
}

function fillMap(target: Map<unknown, unknown>, pairs: readonly (readonly [unknown, unknown])[]): void {
  target.clear();
  for (const [key, one] of pairs) target.set(key, one);
}

function fillSet(target: Set<unknown>, items: readonly unknown[]): void {
  target.clear();
  for (const one of items) target.add(one);
}

function fillBytes(target: object, bytes: Uint8Array): void {
  const own = ArrayBuffer.isView(target)
    ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    : new Uint8Array(target as ArrayBuffer);
  if (own.length === bytes.length) own.set(bytes);
}

function bytesOf(type: string, bytes: Uint8Array): object {
  const { buffer } = new Uint8Array(bytes);
  if (type === 'ArrayBuffer') return buffer;
  const globals = globalThis as unknown as Record<string, unknown>;
  if (type === 'Buffer') return (globals.Buffer as { from(from: object): object }).from(buffer);
  const View = globals[type];
  const isView =
    typeof View === 'function' &&
    /^(?:(?:Big)?(?:Int|Uint)\d+(?:Clamped)?Array|Float\d+Array|DataView)$/.test(type);
  return isView ? Reflect.construct(View, [buffer]) : new Uint8Array(buffer);
}
