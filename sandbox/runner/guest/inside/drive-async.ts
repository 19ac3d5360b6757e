/**
 * Runs what an async function was lowered to (`lower-async.ts`): waits through `then`, which carries the
 * async context, and takes as many turns of the microtask queue as a native `await` does.
 */
export function driveAsync(
  self: unknown,
  args: ArrayLike<unknown>,
  body: (...args: unknown[]) => Generator,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const steps: Generator = Reflect.apply(body, self, args);
    const next = (value: unknown) => {
      let step: IteratorResult<unknown>;
      try {
        step = steps.next(value);
      } catch (error) {
        reject(error);
        return;
      }
      follow(step);
    };
    const fail = (reason: unknown) => {
      let step: IteratorResult<unknown>;
      try {
        step = steps.throw(reason);
      } catch (error) {
        reject(error);
        return;
      }
      follow(step);
    };
    const follow = (step: IteratorResult<unknown>) => {
      if (step.done === true) resolve(step.value);
      else Promise.resolve(step.value).then(next, fail);
    };
    next(undefined);
  });
}
