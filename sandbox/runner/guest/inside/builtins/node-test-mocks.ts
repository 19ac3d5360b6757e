type Callable = (this: unknown, ...args: unknown[]) => unknown;

interface Call {
  readonly arguments: unknown[];
  readonly this: unknown;
  readonly result: unknown;
  readonly error: unknown;
  readonly stack: Error;
  readonly target: unknown;
}

/** `mock` of `node:test`: functions that remember their calls, and methods that are put back. */
export function mocks() {
  const undo: (() => void)[] = [];
  const fn = (original: Callable = () => undefined, implementation: Callable = original) => {
    const calls: Call[] = [];
    let current = implementation;
    const once = new Map<number, Callable>();
    const mocked = function mocked(this: unknown, ...args: unknown[]): unknown {
      const run = once.get(calls.length) ?? current;
      let result: unknown;
      let error: unknown;
      try {
        result = Reflect.apply(run, this, args);
        return result;
      } catch (thrown) {
        error = thrown;
        throw thrown;
      } finally {
        calls.push({ arguments: args, this: this, result, error, stack: new Error(), target: undefined });
      }
    };
    const mock = {
      calls,
      callCount: () => calls.length,
      mockImplementation: (next: Callable) => {
        current = next;
      },
      mockImplementationOnce: (next: Callable, at = calls.length) => {
        once.set(at, next);
      },
      resetCalls: () => void calls.splice(0),
      restore: () => {
        current = original;
      },
    };
    return Object.assign(mocked, { mock });
  };
  return {
    fn,
    method(target: Record<string, unknown>, name: string, implementation?: Callable) {
      const original = target[name] as Callable;
      const own = Object.getOwnPropertyDescriptor(target, name);
      const mocked = fn(original, implementation);
      const restore = () => {
        if (own === undefined) delete target[name];
        else Object.defineProperty(target, name, own);
      };
      Object.defineProperty(target, name, {
        value: mocked,
        writable: true,
        configurable: true,
        enumerable: true,
      });
      mocked.mock.restore = restore;
      undo.push(restore);
      return mocked;
    },
    reset: () => {
      for (const one of undo.splice(0)) one();
    },
    restoreAll: () => {
      for (const one of undo.splice(0)) one();
    },
  };
}
