import type { Carried, Entries, Parcel, ParcelNode, Parent } from '../../parcel.ts';
import { classOf, isClass, isRecord, membersOf, ownMembers, parentOf } from './shape.ts';

/** Where objects are known by numbers: those given away, and those that stand for another program's. */
export interface Registry {
  /** The number under which the other program reaches this object. */
  given(object: object): number;
  /** The other program's number, where the object stands for one of its own. */
  received(object: object): number | undefined;
}

export interface Packed {
  readonly parcel: Parcel;
  /** The object that each node of copied data was made from, by the node's number. */
  readonly sources: ReadonlyMap<number, object>;
}

const mostNodes = 100_000;
const deepest = 200;

/** Makes a parcel of the values. What `known` holds is marked as having come as that node. Throws on symbols and on what is too large. */
export function pack(
  values: readonly unknown[],
  registry: Registry,
  known: ReadonlyMap<object, number> = new Map(),
): Packed {
  const nodes: ParcelNode[] = [];
  const numbers = new Map<object, number>();
  const sources = new Map<number, object>();

  const carry = (value: unknown, depth: number): Carried => {
    switch (typeof value) {
      case 'symbol':
        throw new TypeError('A symbol cannot be passed between the tests and the module they test.');
      case 'object':
      case 'function':
        return value === null ? null : { node: numberOf(value, depth) };
      default:
        return value as Carried;
    }
  };
  const numberOf = (object: object, depth: number): number => {
    const already = numbers.get(object);
    if (already !== undefined) return already;
    if (nodes.length >= mostNodes || depth > deepest) {
      throw new RangeError('A value is too large or too deep to be passed between the tests and the module.');
    }
    const number = nodes.length;
    numbers.set(object, number);
    // Its place is taken before its parts are looked at, since they may lead back to it.
    nodes.push({ kind: 'home', id: -1 });
    nodes[number] = nodeOf(object, number, depth + 1);
    return number;
  };
  const nodeOf = (object: object, number: number, depth: number): ParcelNode => {
    const theirs = registry.received(object);
    if (theirs !== undefined) return { kind: 'home', id: theirs };
    if (typeof object === 'function') return functionNode(object, depth);
    const data = dataNode(object, depth);
    if (data === null) {
      return {
        kind: 'object-elsewhere',
        id: registry.given(object),
        of: parent(classOf(object), depth),
        members: membersOf(object),
      };
    }
    sources.set(number, object);
    const was = known.get(object);
    return was === undefined ? data : ({ ...data, was } as ParcelNode);
  };
  const items = (list: Iterable<unknown>, depth: number) => Array.from(list, (one) => carry(one, depth));
  const entries = (object: object, depth: number): Entries =>
    Object.keys(object).map((key) => [key, carry((object as Record<string, unknown>)[key], depth)]);
  const dataNode = (object: object, depth: number): ParcelNode | null => {
    const frozen = Object.isFrozen(object);
    if (Array.isArray(object)) return { kind: 'array', items: items(object, depth), frozen };
    if (object instanceof Error) return errorNode(object, depth);
    if (object instanceof Date) return { kind: 'date', time: object.getTime() };
    if (object instanceof RegExp) return { kind: 'pattern', source: object.source, flags: object.flags };
    if (ArrayBuffer.isView(object)) {
      const bytes = new Uint8Array(object.buffer, object.byteOffset, object.byteLength).slice();
      return { kind: 'bytes', type: object.constructor.name, bytes };
    }
    if (object instanceof ArrayBuffer)
      return { kind: 'bytes', type: 'ArrayBuffer', bytes: new Uint8Array(object.slice(0)) };
    const made = Object.getPrototypeOf(object) as unknown;
    if (made === Map.prototype) {
      const pairs = [...(object as Map<unknown, unknown>)];
      return { kind: 'map', pairs: pairs.map(([key, one]) => [carry(key, depth), carry(one, depth)]) };
    }
    if (made === Set.prototype) return { kind: 'set', items: items(object as Set<unknown>, depth) };
    if (!isRecord(object)) return null;
    return { kind: 'object', entries: entries(object, depth), bare: made === null, frozen };
  };
  const errorNode = (error: Error, depth: number): ParcelNode => {
    // Plain fields only, such as a code: what else hangs on an error is the program's own business.
    const fields = Object.keys(error)
      .map((key) => [key, (error as unknown as Record<string, unknown>)[key]] as const)
      .filter(([key, value]) => key !== 'stack' && isPlain(value))
      .map(([key, value]) => [key, value as Carried] as const);
    const { name, message } = error;
    return {
      kind: 'error',
      name: String(name),
      message: String(message),
      fields,
      of: parent(classOf(error), depth),
    };
  };
  const functionNode = (made: object, depth: number): ParcelNode => {
    const { prototype } = made as { prototype?: unknown };
    const isMaker = typeof prototype === 'object' && prototype !== null;
    return {
      kind: 'function',
      id: registry.given(made),
      name: String((made as { name?: unknown }).name ?? ''),
      parent: isClass(made) ? parent(parentOf(made), depth) : 'Object',
      members: isMaker ? ownMembers(prototype) : { methods: [], fields: [] },
      own: ownMembers(made),
    };
  };
  const parent = (made: object | string, depth: number): Parent =>
    typeof made === 'string' ? made : { node: numberOf(made, depth) };

  return { parcel: { values: values.map((one) => carry(one, 0)), nodes }, sources };
}

function isPlain(value: unknown): boolean {
  return value === null || ['boolean', 'number', 'bigint', 'string', 'undefined'].includes(typeof value);
}
