import { copyOut } from './copied.ts';
import { askHost } from './host.ts';

interface Outcome {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly failure?: { readonly kind: string; readonly name?: string; readonly message?: string };
}

/**
 * `learner.call(name, ...args)`: calls an export of the learner's entry module with copied arguments and
 * gives a copy of what it returned, awaited. Throws a LearnerFailure, whose `failure` says why, where it failed.
 */
export function installLearner(): void {
  const learner = Object.freeze({
    call(name: string, ...args: readonly unknown[]): unknown {
      const outcome = askHost('learner', name, copyOut(args, 'An argument')) as Outcome;
      if (outcome.ok) return outcome.value;
      const { failure } = outcome;
      const error = new Error(failure?.message ?? `The call of ${name}() failed: ${failure?.kind}`);
      throw Object.assign(error, { name: 'LearnerFailure', failure });
    },
  });
  Object.defineProperty(globalThis, 'learner', {
    value: learner,
    writable: false,
    enumerable: false,
    configurable: false,
  });
}
