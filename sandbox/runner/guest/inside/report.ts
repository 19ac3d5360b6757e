/** An error as data: what the host makes a failure of. */
export interface ErrorReport {
  readonly name: string;
  readonly extends?: readonly string[];
  readonly message: string;
  readonly stack: string;
  readonly code: string | null;
}

/** What a promise was rejected with, made again from what the host was told. */
export function rejectionOf(report: ErrorReport, seen: Error | null): unknown {
  if (seen !== null) return seen;
  if (report.stack === '' && report.name === 'string') return report.message;
  const error = Object.assign(new Error(report.message), report.code === null ? {} : { code: report.code });
  Object.defineProperty(error, 'name', { value: report.name, configurable: true, writable: true });
  Object.defineProperty(error, 'stack', { value: report.stack, configurable: true, writable: true });
  return error;
}

const most = 16_384;

/** Reads an error without trusting it: getters may throw, and anything may have been thrown. */
export function reportError(error: unknown, inspect: (value: unknown) => string): ErrorReport {
  const read = (name: string): unknown => {
    try {
      return (error as Record<string, unknown>)[name];
    } catch {
      return undefined;
    }
  };
  if (typeof error !== 'object' || error === null || !('message' in error)) {
    return {
      name: typeOf(error),
      message: cut(attempt(() => (typeof error === 'string' ? error : inspect(error)))),
      stack: '',
      code: null,
    };
  }
  const made = read('constructor') as { name?: unknown } | undefined;
  const name = read('name');
  const constructorName = attempt(() => made?.name);
  const shownName = cut(typeof name === 'string' && name !== 'Error' ? name : constructorName || 'Error');
  return {
    name: shownName,
    extends: errorClasses.filter((one) => one.name !== shownName && isA(error, one)).map((one) => one.name),
    message: cut(attempt(() => String(read('message')))),
    stack: cut(attempt(() => String(read('stack') ?? ''))),
    code: typeof read('code') === 'string' ? cut(String(read('code'))) : null,
  };
}

/** Kept from before guest code runs. */
const errorClasses = [
  RangeError,
  TypeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  AggregateError,
].map((one) => ({ name: one.name, prototype: one.prototype as object }));
const isInChainOf = Object.prototype.isPrototypeOf;
const { apply } = Reflect;

function isA(error: object, { prototype }: { readonly prototype: object }): boolean {
  try {
    return apply(isInChainOf, prototype, [error]);
  } catch {
    return false;
  }
}

function attempt(run: () => unknown): string {
  try {
    const value = run();
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value;
}

function cut(text: string): string {
  return text.length > most ? text.slice(0, most) : text;
}
