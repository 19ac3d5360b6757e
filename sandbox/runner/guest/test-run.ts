import type { TestResult, TestRun } from '../../test-run-types.ts';
import type { Failure, Limits, Outcome } from '../../types.ts';
import { asText } from './checked.ts';
import { type ErrorReport, exceptionFailure } from './failures.ts';
import { type Pair, runTogether, settleTogether } from './paired-loop.ts';
import { Stopped } from './runtime.ts';

const mostTests = 2_000;
const statuses = ['passed', 'failed', 'skipped', 'todo'] as const;

/** Keeps what the program says of its tests. */
export class TestReports {
  readonly results: TestResult[] = [];
  readonly #limits: Limits;
  readonly #exchanged: () => number;

  constructor(limits: Limits, exchanged: () => number) {
    this.#limits = limits;
    this.#exchanged = exchanged;
  }

  ended(name: unknown, given: unknown, report: unknown): void {
    if (this.results.length >= mostTests) throw new Error(`A file may have ${mostTests} tests.`);
    const status = statuses.find((one) => one === given) ?? 'failed';
    const failure = report === null ? null : exceptionFailure(readReport(report), this.#limits);
    this.results.push({
      name: asText(name, 65_536).slice(0, 300),
      status,
      failure,
      after: this.#exchanged(),
    });
  }
}

export interface TestRunDeps {
  readonly pair: Pair;
  readonly reports: TestReports;
  /** Starts the entry module; what it gives tells whether that is done. */
  readonly begin: () => () => boolean;
  /** Makes a failure of whatever stops the run. */
  readonly attempt: <T>(run: () => T) => Outcome<T>;
}

/** Loads a file of tests and runs them to their end, in virtual time. */
export function runTests({ pair, reports, begin, attempt }: TestRunDeps): TestRun {
  const { tests, crossing } = pair;
  let usedChance = false;
  const ended = attempt(() => {
    const loaded = begin();
    if (!runTogether(pair, loaded)) throw stalled('the top-level await');
    let running: string | null = null;
    const finished = () => {
      running = tests.enter('tests') as string | null;
      return running === null;
    };
    if (!runTogether(pair, finished)) throw stalled(`the test "${running ?? ''}"`);
    settleTogether(pair);
    usedChance = [tests, pair.module].some((program) => program.enter('chance') === true);
  });
  return {
    tests: reports.results,
    failure: ended.ok ? null : ended.failure,
    exchanges: crossing.exchanges,
    usedChance,
    moduleFailure: crossing.moduleFailure,
  };
}

function stalled(waitingFor: string): Stopped {
  const failure: Failure = { kind: 'stalled', waitingFor };
  return new Stopped(failure);
}

function readReport(given: unknown): ErrorReport {
  const { name, message, stack, code } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 16_384) : '');
  return {
    name: text(name),
    message: text(message),
    stack: text(stack),
    code: typeof code === 'string' ? code : null,
  };
}
