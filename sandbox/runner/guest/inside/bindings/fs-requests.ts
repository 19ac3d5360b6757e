type Done = (error: Error | null, ...values: unknown[]) => void;

/** What Node's own fs code hands over to be called back. */
export class FSReqCallback {
  oncomplete: Done = () => {};
  context: unknown;
  readonly bigint: boolean;
  constructor(bigint?: boolean) {
    this.bigint = bigint === true;
  }
}

export const kUsePromises = Symbol('fs_use_promises_symbol');

let defer: (run: () => void) => void = (run) => run();

/** Given by the bootstrap: runs when the event loop next turns, as an answer of the thread pool comes. */
export function setDefer(later: (run: () => void) => void): void {
  defer = later;
}

export function later(run: () => void): void {
  defer(run);
}

/** The three forms of each call: at once, with a request that is called back, and with a promise. */
export function threefold(run: (...args: never[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const request = args.find((one) => one instanceof FSReqCallback || one === kUsePromises);
    if (request === undefined) return Reflect.apply(run, undefined, args);
    const given = args.map((one) => (one === request ? undefined : one));
    let error: Error | null = null;
    let value: unknown;
    try {
      value = Reflect.apply(run, undefined, given);
    } catch (thrown) {
      error = thrown as Error;
    }
    if (request instanceof FSReqCallback) {
      defer(() => {
        if (error !== null) request.oncomplete(error);
        else if (value === undefined) request.oncomplete(null);
        else request.oncomplete(null, value);
      });
      return undefined;
    }
    return new Promise((resolve, reject) => {
      defer(() => (error === null ? resolve(value) : reject(error)));
    });
  };
}
