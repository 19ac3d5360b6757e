import type { Act, Answer, Parcel } from '../../parcel.ts';
import { askHost } from '../host.ts';
import { type Packed, pack, type Registry } from './pack.ts';
import { membersOf, ownMembers } from './shape.ts';
import { symbolMembers } from './symbol-members.ts';
import { type Unpacked, unpack, type Workshop } from './unpack.ts';

export interface AcrossDeps {
  /** What the entry module of this program exports. */
  readonly exported: () => unknown;
  /** Makes what a module exports known by its path, as if a file had been run for it. */
  readonly define: (path: string, exported: object) => void;
}

/** Kept from before any program runs. */
const { then } = Promise.prototype;
const { apply, construct, has } = Reflect;

/**
 * A program that uses another one's module, or is used so: both ends are alike, since what is passed may
 * have functions that are called back. What is operated by the host; a program only sees the objects.
 */
export function acrossOperations(deps: AcrossDeps): Record<string, (...args: never[]) => unknown> {
  const given: object[] = [];
  const numbers = new WeakMap<object, number>();
  const envoys = new Map<number, object>();
  const ids = new WeakMap<object, number>();
  const waiting = new Map<number, { settle(state: string, parcel: Parcel): void }>();
  let tokens = 0;

  const registry: Registry = {
    given(object) {
      const known = numbers.get(object);
      if (known !== undefined) return known;
      const id = given.push(object) - 1;
      numbers.set(object, id);
      return id;
    },
    received: (object) => ids.get(object),
  };
  const home = (id: number): object => {
    const object = given[id];
    if (object === undefined) throw new TypeError('There is no such object.');
    return object;
  };
  const workshop: Workshop = {
    home,
    envoy: (id) => envoys.get(id),
    keepEnvoy(id, envoy) {
      envoys.set(id, envoy);
      ids.set(envoy, id);
    },
    idOf: (envoy) =>
      (typeof envoy === 'object' || typeof envoy === 'function') && envoy !== null
        ? ids.get(envoy)
        : undefined,
    perform(act, args) {
      const packed = pack(args, registry);
      const answer = askHost('across.perform', act, packed.parcel) as Answer;
      const value = () => unpack(answer.parcel, workshop, packed.sources).values[0];
      if (answer.state === 'returned') return value();
      if (answer.state === 'threw') throw value();
      value();
      return promised(answer.token, packed);
    },
  };
  const promised = (token: number, { sources }: Packed): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(token, {
        settle(state, parcel) {
          const [value] = unpack(parcel, workshop, sources).values;
          if (state === 'returned') resolve(value);
          else reject(value);
        },
      });
    });

  const answerWith = (state: Answer['state'], value: unknown, { values, made }: Unpacked): Answer => {
    try {
      const { parcel } = pack([value, values], registry, made);
      return { state, token: 0, parcel };
    } catch (error) {
      return { state: 'threw', token: 0, parcel: pack([error], registry).parcel };
    }
  };

  return {
    'across.exports'() {
      const exported = deps.exported();
      const names = Object.keys((exported ?? {}) as object);
      const values = names.map((name) => (exported as Record<string, unknown>)[name]);
      return [names, pack(values, registry).parcel];
    },
    'across.define'(path: string, names: readonly string[], parcel: Parcel) {
      const { values } = unpack(parcel, workshop);
      const exported = Object.freeze(Object.fromEntries(names.map((name, at) => [name, values[at]])));
      deps.define(path, exported);
    },
    'across.perform'(act: Act, parcel: Parcel): Answer {
      const target = home(act.target);
      const given = unpack(parcel, workshop);
      let value: unknown;
      try {
        value = performOn(target, act, given.values);
      } catch (error) {
        return answerWith('threw', error, given);
      }
      if (!isThenable(value)) return answerWith('returned', value, given);
      const token = ++tokens;
      const settle = (state: Answer['state']) => (settled: unknown) => {
        const answer = answerWith(state, settled, given);
        askHost('across.settled', token, answer.state, answer.parcel);
      };
      apply(then, Promise.resolve(value), [settle('returned'), settle('threw')]);
      return { ...answerWith('pending', undefined, given), state: 'pending', token };
    },
    'across.settled'(token: number, state: string, parcel: Parcel) {
      const promise = waiting.get(token);
      waiting.delete(token);
      promise?.settle(state, parcel);
    },
  };
}

/** Does what is asked, within what was told of the object: nothing else of it can be reached. */
function performOn(target: object, { kind, member }: Act, args: readonly unknown[]): unknown {
  if (member === null) {
    const made = target as (...given: unknown[]) => unknown;
    return kind === 'construct' ? construct(made, args) : apply(made, undefined, args);
  }
  if (!isMember(target, member)) throw new TypeError(`There is no ${member} here.`);
  const key =
    member.startsWith('@@') && has(symbolMembers, member) ? (symbolMembers[member] as symbol) : member;
  const object = target as Record<PropertyKey, unknown>;
  if (kind === 'get') return object[key];
  if (kind === 'set') {
    object[key] = args[0];
    return undefined;
  }
  return apply(object[key] as (...given: unknown[]) => unknown, target, args);
}

function isMember(target: object, member: string): boolean {
  const tells = ({ methods, fields }: ReturnType<typeof ownMembers>) =>
    methods.includes(member) || fields.includes(member);
  if (tells(typeof target === 'function' ? ownMembers(target) : membersOf(target))) return true;
  for (let at = Object.getPrototypeOf(target) as object | null; at !== null; at = Object.getPrototypeOf(at)) {
    if (at === Object.prototype || at === Function.prototype) return false;
    if (tells(ownMembers(at))) return true;
  }
  return false;
}

function isThenable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return typeof (value as { then?: unknown }).then === 'function';
}
