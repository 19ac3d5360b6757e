import type { Verdict } from './protocol.ts';
import type { Failure } from './types.ts';

export interface EndOfRunner {
  /** The end of what it wrote to descriptor 2. */
  readonly lastWords: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly runnerMiB: number;
}

/** Why a runner that nobody asked to end has ended. */
export function causeOfDeath({ lastWords, code, signal, runnerMiB }: EndOfRunner): Failure {
  const verdict = findVerdict(lastWords);
  if (verdict?.verdict === 'memory') return { kind: 'memory', limitMiB: runnerMiB };
  if (verdict?.verdict === 'time') return { kind: 'time', limit: verdict.limit, limitMs: verdict.limitMs };
  // V8 aborts the process where it cannot allocate, before the watchdog has looked.
  if (/heap out of memory|Allocation failed|out of memory/i.test(lastWords)) {
    return { kind: 'memory', limitMiB: runnerMiB };
  }
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  const words = lastWords.trim();
  return {
    kind: 'crash',
    message: `the runner was ended ${how}${words === '' ? '' : `: ${words.slice(-2_000)}`}`,
  };
}

function findVerdict(lastWords: string): Verdict | null {
  const line = lastWords.split('\n').findLast((candidate) => candidate.startsWith('{"verdict":'));
  if (line === undefined) return null;
  try {
    return JSON.parse(line) as Verdict;
  } catch {
    return null;
  }
}
