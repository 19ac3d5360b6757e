import type { SqlValue } from '../database.ts';
import type { AggregateParts, FunctionShape } from '../user-functions.ts';

type Call = (...args: unknown[]) => unknown;

/** `database.function(name, [options], function)` as Node reads it (https://nodejs.org/api/sqlite.html). */
export function functionOf([name, ...rest]: readonly unknown[]): {
  shape: FunctionShape;
  call: (args: readonly SqlValue[]) => SqlValue;
} {
  mustBe(name, 'string', 'name');
  const call = rest.length > 1 ? rest[1] : rest[0];
  const options = rest.length > 1 ? rest[0] : {};
  mustBe(options, 'object', 'options');
  mustBe(call, 'function', 'function');
  const shape = shapeOf(name as string, options as object, (call as Call).length);
  return { shape, call: (args) => toSql((call as Call)(...args.map((arg) => toJs(arg, shape.bigInts)))) };
}

/** `database.aggregate(name, options)`. */
export function aggregateOf([name, options]: readonly unknown[]): {
  shape: FunctionShape;
  parts: AggregateParts;
} {
  mustBe(name, 'string', 'name');
  mustBe(options, 'object', 'options');
  const { start, step, result, inverse } = options as Record<string, unknown>;
  if (start === undefined)
    throw invalid('The "options.start" argument must be a function or a primitive value.');
  mustBe(step, 'function', 'options.step');
  if (result !== undefined) mustBe(result, 'function', 'options.result');
  if (inverse !== undefined) mustBe(inverse, 'function', 'options.inverse');
  const longest = Math.max((step as Call).length, inverse === undefined ? 0 : (inverse as Call).length);
  const shape = shapeOf(name as string, options as object, Math.max(0, longest - 1));
  const next = (call: Call) => (state: unknown, args: readonly SqlValue[]) =>
    call(state, ...args.map((arg) => toJs(arg, shape.bigInts)));
  return {
    shape,
    parts: {
      start: () => (typeof start === 'function' ? (start as Call)() : start),
      step: next(step as Call),
      inverse: inverse === undefined ? null : next(inverse as Call),
      result: (state) => toSql(result === undefined ? state : (result as Call)(state)),
    },
  };
}

function shapeOf(name: string, options: object, length: number): FunctionShape {
  const flag = (key: string): boolean => {
    const value = (options as Record<string, unknown>)[key];
    if (value !== undefined) mustBe(value, 'boolean', `options.${key}`);
    return value === true;
  };
  return {
    name,
    arity: flag('varargs') ? -1 : length,
    deterministic: flag('deterministic'),
    directOnly: flag('directOnly'),
    bigInts: flag('useBigIntArguments'),
  };
}

const described = { string: 'a string', object: 'an object', function: 'a function', boolean: 'a boolean' };

function mustBe(value: unknown, type: keyof typeof described, name: string): void {
  if (typeof value === type && value !== null) return;
  throw invalid(`The "${name}" argument must be ${described[type]}.`);
}

function invalid(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
}

function toJs(value: SqlValue, bigInts: boolean): unknown {
  if (typeof value !== 'bigint' || bigInts) return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw Object.assign(
    new RangeError(`Value is too large to be represented as a JavaScript number: ${value}`),
    { code: 'ERR_OUT_OF_RANGE' },
  );
}

function toSql(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  const message =
    value instanceof Promise
      ? 'Asynchronous user-defined functions are not supported'
      : 'Returned JavaScript value cannot be converted to a SQLite value';
  throw Object.assign(new Error(message), {
    code: 'ERR_SQLITE_ERROR',
    errcode: 1,
    errstr: 'SQL logic error',
  });
}
