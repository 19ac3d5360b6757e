import type { SqlValue } from '../database.ts';
import type { AggregateParts, FunctionShape } from '../user-functions.ts';

type Call = (...args: unknown[]) => unknown;
type ToJs = (value: SqlValue, safeIntegers: boolean) => unknown;

/** `db.function(name, [options], function)` as the package reads it (docs/api.md). */
export function functionOf(
  [name, ...rest]: readonly unknown[],
  bigIntsByDefault: boolean,
  toJs: ToJs,
): { shape: FunctionShape; call: (args: readonly SqlValue[]) => SqlValue } {
  const call = rest.length > 1 ? rest[1] : rest[0];
  const options = rest.length > 1 ? rest[0] : {};
  mustBeText(name);
  if (typeof call !== 'function') throw new TypeError('Expected last argument to be a function');
  const shape = shapeOf(name, options, bigIntsByDefault, call.length);
  return {
    shape,
    call: (args) => toSql((call as Call)(...args.map((arg) => toJs(arg, shape.bigInts))), name),
  };
}

/** `db.aggregate(name, options)`; a `step` that returns nothing leaves the state as it is. */
export function aggregateOf(
  [name, given]: readonly unknown[],
  bigIntsByDefault: boolean,
  toJs: ToJs,
): { shape: FunctionShape; parts: AggregateParts } {
  mustBeText(name);
  if (typeof given !== 'object' || given === null)
    throw new TypeError('Expected second argument to be an options object');
  const { start, step, inverse, result } = given as Record<string, unknown>;
  const own = Object.hasOwn(given, 'start') ? start : null;
  if (typeof step !== 'function') throw new TypeError('Missing required option "step"');
  if (inverse !== undefined && typeof inverse !== 'function')
    throw new TypeError('Expected the "inverse" option to be a function');
  if (result !== undefined && typeof result !== 'function')
    throw new TypeError('Expected the "result" option to be a function');
  const longest = Math.max(step.length, typeof inverse === 'function' ? inverse.length : 0);
  const shape = shapeOf(name, given, bigIntsByDefault, Math.max(0, longest - 1));
  const next = (call: Call) => (state: unknown, args: readonly SqlValue[]) => {
    const after = call(state, ...args.map((arg) => toJs(arg, shape.bigInts)));
    return after === undefined ? state : after;
  };
  return {
    shape,
    parts: {
      start: () => (typeof own === 'function' ? (own as Call)() : own),
      step: next(step as Call),
      inverse: typeof inverse === 'function' ? next(inverse as Call) : null,
      result: (state) => toSql(typeof result === 'function' ? (result as Call)(state) : state, name),
    },
  };
}

function mustBeText(name: unknown): asserts name is string {
  if (typeof name !== 'string') throw new TypeError('Expected first argument to be a string');
  if (name === '') throw new TypeError('User-defined function name cannot be an empty string');
}

function shapeOf(name: string, given: unknown, bigIntsByDefault: boolean, length: number): FunctionShape {
  if (typeof given !== 'object' || given === null)
    throw new TypeError('Expected second argument to be an options object');
  const option = (key: string, otherwise: boolean): boolean => {
    if (!(key in given)) return otherwise;
    const value = (given as Record<string, unknown>)[key];
    if (typeof value !== 'boolean') throw new TypeError(`Expected the "${key}" option to be a boolean`);
    return value;
  };
  const varargs = option('varargs', false);
  if (!varargs && length > 100)
    throw new RangeError('User-defined functions cannot have more than 100 arguments');
  return {
    name,
    arity: varargs ? -1 : length,
    deterministic: option('deterministic', false),
    directOnly: option('directOnly', false),
    bigInts: option('safeIntegers', bigIntsByDefault),
  };
}

function toSql(value: unknown, name: string): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  throw new TypeError(`User-defined function ${name}() returned an invalid value`);
}
