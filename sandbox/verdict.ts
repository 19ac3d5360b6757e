import type { CommandName, Verdict } from './protocol.ts';
import type { Failure } from './types.ts';

export interface EndOfRunner {
  /** The end of what it wrote to descriptor 2. */
  readonly lastWords: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly runnerMiB: number;
  /** What it was doing. */
  readonly command: CommandName | null;
}

/** Why a runner that nobody asked to end has ended. */
export function causeOfDeath({ lastWords, code, signal, runnerMiB, command }: EndOfRunner): Failure {
  const verdict = watchdogsVerdict(lastWords, runnerMiB);
  if (verdict !== null) return verdict;
  // V8 aborts the process where it cannot allocate, before the watchdog has looked.
  if (
    /out of memory|Allocation failed|is_heap_oom|invalid size error|invalid (array|string) length/i.test(
      lastWords,
    )
  ) {
    return { kind: 'memory', limitMiB: runnerMiB };
  }
  if ((command === 'load' || command === 'openAuthor') && overflowedStack(code, signal)) {
    const message = 'The code is nested too deeply: it overflowed the stack of the compiler.';
    return { kind: 'syntax', message, location: null };
  }
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  const words = lastWords.trim();
  return {
    kind: 'crash',
    message: `the runner was ended ${how}${words === '' ? '' : `: ${words.slice(-2_000)}`}`,
  };
}

/** The compilers are native and recursive: source that is deep enough overflows their stack. */
function overflowedStack(code: number | null, signal: NodeJS.Signals | null): boolean {
  const statusStackOverflow = 0xc00000fd;
  return signal === 'SIGSEGV' || signal === 'SIGBUS' || code === statusStackOverflow;
}

/** What the watchdog wrote before it ended the process, as a failure; null where it wrote nothing. */
export function watchdogsVerdict(lastWords: string, runnerMiB: number): Failure | null {
  // Each verdict is a line of its own, so the last piece is not one yet.
  const line = lastWords
    .split('\n')
    .slice(0, -1)
    .findLast((candidate) => candidate.startsWith('{"verdict":'));
  if (line === undefined) return null;
  const verdict = JSON.parse(line) as Verdict;
  if (verdict.verdict === 'memory') return { kind: 'memory', limitMiB: runnerMiB };
  return { kind: 'time', limit: verdict.limit, limitMs: verdict.limitMs };
}
