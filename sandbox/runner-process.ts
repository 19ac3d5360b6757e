import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { encodeFrame, FrameReader } from './frames.ts';
import type {
  CommandName,
  Commands,
  ReadyMessage,
  ReplyMessage,
  RunnerMessage,
  RunnerOptions,
} from './protocol.ts';
import { type RunnerProgram, runnerArguments, runnerEnvironment } from './runner-program.ts';
import type { Happening } from './turns.ts';
import type { Failure, Outcome } from './types.ts';
import { causeOfDeath, watchdogsVerdict } from './verdict.ts';

/** What the parent does when a command outstays its time. */
export interface Deadline {
  readonly ms: number;
  readonly failure: Failure;
}

interface Pending {
  readonly id: number;
  readonly name: CommandName;
  readonly deadline: Deadline;
  readonly settle: (outcome: Outcome<unknown>) => void;
}

const startMs = 15_000;
/** Enough for V8's report of an abort with the watchdog's line after it. */
const lastWordsKept = 16_384;

/** One child process that runs untrusted code. Commands are answered in order; none ever rejects. */
export class RunnerProcess {
  readonly pid: number;
  /** Settles once it can serve; rejects where it died first. */
  readonly ready: Promise<ReadyMessage['ready']>;
  /** Settles with the reason when the process is gone. */
  readonly ended: Promise<Failure>;
  /** Datasets whose text it has been sent. */
  readonly datasets = new Set<string>();
  /** Who is told what the apps served in it do, by their handle. */
  readonly watchers = new Map<number, (happenings: readonly Happening[]) => void>();

  readonly #child: ChildProcess;
  readonly #channel: Socket;
  readonly #pending: Pending[] = [];
  #death: Failure | null = null;
  #exited = false;
  #nextId = 1;
  #timer: NodeJS.Timeout | null = null;

  constructor(program: RunnerProgram) {
    const options: RunnerOptions = {
      runnerMiB: program.runnerMiB,
      parentPid: process.pid,
      shelfFolder: program.shelfFolder,
    };
    const child = spawn(program.nodePath, [...runnerArguments(program), JSON.stringify(options)], {
      cwd: program.workingFolder,
      env: runnerEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#child = child;
    this.pid = child.pid ?? 0;
    this.#channel = child.stdio[3] as Socket;

    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-lastWordsKept);
      // Taking a large process apart takes the system a while, which nobody needs to wait for.
      const verdict = watchdogsVerdict(lastWords, program.runnerMiB);
      if (verdict === null) return;
      this.#death ??= verdict;
      this.#settleAll(this.#death);
    });

    const readiness = Promise.withResolvers<ReadyMessage['ready']>();
    const end = Promise.withResolvers<Failure>();
    this.ready = readiness.promise;
    this.ended = end.promise;
    // A start that fails is reported by whoever waits for it, if anyone does.
    this.ready.catch(() => {});
    const startTimer = setTimeout(() => this.kill(crash('the runner did not start in time')), startMs);
    this.ready.then(
      () => clearTimeout(startTimer),
      () => clearTimeout(startTimer),
    );

    const reader = new FrameReader();
    this.#channel.on('data', (piece: Buffer) => {
      try {
        for (const message of reader.push(piece) as RunnerMessage[]) {
          if ('ready' in message) readiness.resolve(message.ready);
          else if ('happenings' in message) this.watchers.get(message.server)?.(message.happenings);
          else this.#answered(message);
        }
      } catch (error) {
        this.kill(crash(`the runner's answer could not be read: ${error}`));
      }
    });
    // A write to a runner that has just died: its end says more than EPIPE.
    this.#channel.on('error', () => {});

    const gone = (failure: Failure): void => {
      this.#exited = true;
      this.#death ??= failure;
      this.#channel.destroy();
      readiness.reject(
        new Error(`a runner ended before it was ready: ${lastWords.trim() || describe(this.#death)}`),
      );
      end.resolve(this.#death);
      this.#settleAll(this.#death);
    };
    child.on('error', (error) => gone(crash(`the runner could not be started: ${error.message}`)));
    // 'close' comes after the last byte of descriptor 2, where the verdict is.
    child.on('close', (code, signal) =>
      gone(
        causeOfDeath({
          lastWords,
          code,
          signal,
          runnerMiB: program.runnerMiB,
          command: this.#pending[0]?.name ?? null,
        }),
      ),
    );
  }

  /** Why it is dead or about to be; null while it lives. */
  get death(): Failure | null {
    return this.#death;
  }

  call<Name extends CommandName>(
    name: Name,
    request: Commands[Name]['request'],
    deadline: Deadline,
  ): Promise<Outcome<Commands[Name]['reply']>> {
    if (this.#death !== null) return Promise.resolve({ ok: false, failure: this.#death });
    const id = this.#nextId;
    this.#nextId += 1;
    const { promise, resolve } = Promise.withResolvers<Outcome<Commands[Name]['reply']>>();
    this.#pending.push({ id, name, deadline, settle: resolve as (outcome: Outcome<unknown>) => void });
    if (this.#pending.length === 1) this.#startDeadline();
    this.#channel.write(encodeFrame({ id, name, request }));
    return promise;
  }

  /** Ends it at once. `failure` is what everything asked of it gives from here on. */
  kill(failure: Failure): void {
    if (this.#exited) return;
    this.#death ??= failure;
    this.#settleAll(this.#death);
    this.#child.kill('SIGKILL');
  }

  #answered({ id, outcome }: ReplyMessage): void {
    if (this.#pending[0]?.id !== id) return;
    const answered = this.#pending.shift();
    this.#startDeadline();
    answered?.settle(outcome);
  }

  /** The deadline of a command counts from when the runner gets to it. */
  #startDeadline(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const first = this.#pending[0];
    if (first === undefined) return;
    this.#timer = setTimeout(() => this.kill(first.deadline.failure), first.deadline.ms);
  }

  #settleAll(failure: Failure): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const { settle } of this.#pending.splice(0)) settle({ ok: false, failure });
  }
}

export function crash(message: string): Failure {
  return { kind: 'crash', message };
}

function describe(failure: Failure): string {
  return 'message' in failure ? failure.message : failure.kind;
}
