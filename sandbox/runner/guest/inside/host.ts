/**
 * The one way out of the isolate. The host answers with data only: `[true, value]` or
 * `[false, code, message, name]`, so that no error object of the host is ever seen in here.
 */
export type HostFunction = (operation: string, ...args: readonly unknown[]) => readonly unknown[];

let call: HostFunction | null = null;
const ownErrors = new WeakSet<object>();

/** Given by the bootstrap, before guest code runs; null where nothing may be asked. */
export function setHost(host: HostFunction | null): void {
  call = host;
}

export function askHost(operation: string, ...args: readonly unknown[]): unknown {
  if (call === null) throw new Error('the host is not there yet');
  const answer = call(operation, ...args);
  if (answer[0] === true) return answer[1];
  const Class = answer[3] === 'TypeError' ? TypeError : answer[3] === 'RangeError' ? RangeError : Error;
  const error = new Class(String(answer[2])) as Error & { code?: unknown };
  if (answer[1] !== null) error.code = answer[1];
  ownErrors.add(error);
  throw error;
}

/** An error as `askHost` throws it. What a learner throws may be anything, and is not to be looked into. */
export function isHostError(error: unknown): error is Error & { readonly code?: unknown } {
  return typeof error === 'object' && error !== null && ownErrors.has(error);
}
