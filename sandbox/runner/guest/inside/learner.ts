import { copyOut } from './copied.ts';
import { askHost } from './host.ts';
import { testedWorld } from './tested-world.ts';

interface Outcome {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly failure?: { readonly kind: string; readonly name?: string; readonly message?: string };
}

/**
 * What author code has besides the language: `learner.call(name, ...args)` calls an export of the
 * learner's entry module with copied arguments and gives a copy of what it returned, awaited; `world`
 * acts in the world it runs in. Each throws a LearnerFailure, whose `failure` says why, where it failed.
 */
export function installLearner(): void {
  install('learner', {
    call: (name: string, ...args: readonly unknown[]): unknown =>
      askLearner(`The call of ${name}()`, 'learner', name, copyOut(args, 'An argument')),
  });
  install('world', testedWorld(askLearner));
}

function install(name: string, value: object): void {
  Object.defineProperty(globalThis, name, {
    value: Object.freeze(value),
    writable: false,
    enumerable: false,
    configurable: false,
  });
}

/** Asks the host for something in the learner's world. Throws a LearnerFailure where it failed. */
function askLearner(what: string, operation: string, ...args: readonly unknown[]): unknown {
  const outcome = askHost(operation, ...args) as Outcome;
  if (outcome.ok) return outcome.value;
  const { failure } = outcome;
  const error = new Error(failure?.message ?? `${what} failed: ${failure?.kind}`);
  throw Object.assign(error, { name: 'LearnerFailure', failure });
}
