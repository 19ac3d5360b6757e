import ivm from 'isolated-vm';
import type { TestRun } from '../../test-run-types.ts';
import type { Happening } from '../../turns.ts';
import type { Copied, Failure, Outcome, WorldRequest, WorldResponse } from '../../types.ts';
import type {
  CreateGuest,
  Guest,
  GuestHost,
  GuestSpec,
  ServedGuest,
  VirtualClock,
} from '../guest-contract.ts';
import { Crossing, type Side } from './crossing.ts';
import { exceptionFailure } from './failures.ts';
import { hostCalls } from './host-calls.ts';
import { type Realm, returnHome, takeRealm, theShelf } from './isolates.ts';
import { Linker, LinkFailure, type Target } from './linker.ts';
import { nearestNames } from './nearest.ts';
import { frameText, learnersPlace } from './places.ts';
import { Runtime, Stopped } from './runtime.ts';
import { type GuestConnection, serveInTurns } from './served.ts';
import { callAt } from './source-call.ts';
import { runTests, TestReports } from './test-run.ts';
import { ResponseReader, wireRequest } from './wire.ts';

/** A learner's program in a realm of its own, on a virtual clock. See `Guest` for what each call gives. */
export const createGuest: CreateGuest = (spec, host) => {
  const realm = takeRealm(spec.limits.memoryMiB);
  const program = new Program(spec, host, realm);
  return program;
};

class Program implements Guest {
  readonly #spec: GuestSpec;
  readonly #realm: Realm;
  readonly #runtime: Runtime;
  readonly #linker: Linker;
  readonly #connections = new Map<number, GuestConnection>();
  readonly #clock: VirtualClock;
  readonly #missing: { specifier: string; from: string }[] = [];
  readonly #imports: { token: number; specifier: string; from: string }[] = [];
  readonly #reports: TestReports;
  readonly #elsewhere: { readonly path: string; readonly module: Program } | null;
  /** What joins this program to another one, and which of the two it is. */
  #joined: { readonly crossing: Crossing; readonly side: Side } | null = null;
  #requests = 0;
  #disposed = false;

  constructor(spec: GuestSpec, host: GuestHost, realm: Realm) {
    this.#spec = spec;
    this.#realm = realm;
    this.#clock = host.clock;
    this.#elsewhere = elsewhereOf(host);
    this.#reports = new TestReports(spec.limits, () => this.#joined?.crossing.exchanges.length ?? 0);
    const transpiled = (file: string) => this.#linker.file(file);
    const { lines } = theShelf();
    const call = hostCalls({
      spec,
      host,
      locate: (place) => learnersPlace(place, transpiled),
      frame: (place) => frameText(place, transpiled, lines),
      expression: (place) => callAt(learnersPlace(place, transpiled), spec.files),
      socketWrite: (connection, bytes) => this.#connections.get(connection)?.write(bytes) ?? false,
      socketTook: (connection) => this.#connections.get(connection)?.took?.(),
      socketEnd: (connection) => this.#connections.get(connection)?.end(),
      exit: (code) => {
        this.#runtime.exited = code;
      },
      importMissing: (specifier, from) => {
        this.#missing.push({ specifier, from });
      },
      importAsked: (token, specifier, from) => {
        this.#imports.push({ token, specifier, from });
      },
      requireModule: (path) => this.#evaluate({ file: path }),
      joined: () => this.#joined,
      testEnded: (...test) => this.#reports.ended(...test),
      callUserFunction: (...given) => this.#runtime.callUserFunction(...given),
    });
    const options = {
      seed: spec.seed,
      startTime: host.clock.now() - host.clock.elapsed(),
      env: { ...spec.env },
      author: host.databases === null,
      realTime: spec.realTime === true,
      countSteps: spec.countSteps === true,
    };
    const enter = realm.start.applySync(
      undefined,
      [new ivm.Callback(this.#timed(call)), new ivm.ExternalCopy(options).copyInto({ release: true })],
      { result: { reference: true } },
    ) as unknown as ivm.Reference;
    this.#runtime = new Runtime({ enter, limits: spec.limits, clock: host.clock, realm });
    this.#linker = new Linker({
      isolate: realm.isolate,
      context: realm.context,
      files: spec.files,
      countSteps: spec.countSteps === true,
      shelfNames,
      ask: (operation, ...args) => this.#runtime.enter(operation, ...args),
    });
  }

  load(): Outcome<{ readonly exports: readonly string[]; readonly hasApp: boolean }> {
    return this.#attempt(() => {
      if (!this.#run(this.#begin())) {
        throw new Stopped({ kind: 'stalled', waitingFor: `the top-level await of ${this.#spec.entry}` });
      }
      this.#settle();
      const [exports, hasApp] = this.#runtime.enter('exports') as [string[], boolean];
      return { exports, hasApp };
    });
  }

  request(request: WorldRequest): Outcome<WorldResponse> {
    return this.#attempt(() => {
      const connection = ++this.#requests;
      const method = request.method.toUpperCase();
      const reader = new ResponseReader(method, this.#spec.limits.bodyBytes);
      this.#connections.set(connection, reader);
      try {
        const wire = new ivm.ExternalCopy(wireRequest(request));
        const send = () => this.#runtime.enter('request', connection, wire.copyInto()) === true;
        if (!send()) {
          // It may yet begin to listen.
          const hasApp = () => (this.#runtime.enter('exports') as [string[], boolean])[1];
          if (!this.#run(hasApp) || !send()) {
            throw new Stopped({
              kind: 'no-app',
              message: `${this.#spec.entry} neither exports an app as its default nor calls listen().`,
            });
          }
        }
        wire.release();
        let response: WorldResponse | null = null;
        const answered = () => {
          try {
            response ??= reader.read();
          } catch (error) {
            throw new Stopped(
              exceptionFailure(
                { name: 'Error', message: (error as Error).message, stack: '', code: null },
                this.#spec.limits,
              ),
            );
          }
          return response !== null || reader.cutShort;
        };
        const finished = this.#run(answered);
        if (response !== null) {
          this.#settle();
          return response;
        }
        const what = `${method} ${request.path}`;
        throw new Stopped({
          kind: 'stalled',
          waitingFor: finished
            ? `the rest of the response to ${what}: the connection was closed before it`
            : `the response to ${what}`,
        });
      } finally {
        this.#connections.delete(connection);
      }
    });
  }

  call(exportName: string, args: readonly Copied[]): Outcome<Copied> {
    return this.#attempt(() => {
      const state = this.#runtime.enter(
        'call',
        exportName,
        new ivm.ExternalCopy(args).copyInto({ release: true }),
      );
      if (state === 'missing') {
        const message = `${this.#spec.entry} does not export a function named ${exportName}.`;
        throw new Stopped(
          exceptionFailure({ name: 'TypeError', message, stack: '', code: null }, this.#spec.limits),
        );
      }
      if (state === 'pending' && !this.#run(() => this.#runtime.enter('callState') !== 'pending')) {
        throw new Stopped({ kind: 'stalled', waitingFor: `the promise of ${exportName}()` });
      }
      const value = this.#runtime.enter('callResult') as Copied;
      this.#settle();
      return value;
    });
  }

  steps(): Outcome<number> {
    return this.#attempt(() => this.#runtime.enter('steps') as number);
  }

  advance(ms: number): Outcome<void> {
    return this.#attempt(() => {
      this.#runtime.advance(ms, () => this.#serveImports());
    });
  }

  serve(tell: (happenings: readonly Happening[]) => void): ServedGuest {
    return serveInTurns({
      runtime: this.#runtime,
      clock: this.#clock,
      realTime: this.#spec.realTime === true,
      begin: () => this.#begin(),
      attempt: (run) => this.#attempt(run),
      serveImports: () => this.#serveImports(),
      connections: this.#connections,
      tell,
    });
  }

  runTests(): Outcome<TestRun> {
    const elsewhere = this.#elsewhere;
    if (elsewhere === null) {
      return { ok: false, failure: { kind: 'denied', message: 'This world has no module to test.' } };
    }
    const { module, path } = elsewhere;
    const crossing = new Crossing({ tests: this.#runtime, module: module.#runtime }, this.#clock);
    this.#joined = { crossing, side: 'tests' };
    module.#joined = { crossing, side: 'module' };
    module.#runtime.begin();
    const looped = (program: Program) => ({
      enter: (operation: string, ...args: readonly unknown[]) => program.#runtime.enter(operation, ...args),
      serve: () => program.#serveImports(),
    });
    const run = runTests({
      pair: { tests: looped(this), module: looped(module), crossing, clock: this.#clock },
      reports: this.#reports,
      begin: () => this.#begin(() => this.#linker.provide(path, crossing.introduce(path))),
      attempt: (drive) => this.#attempt(drive),
    });
    return { ok: true, value: run };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#runtime.release();
    const { isolate, context, start, home } = this.#realm;
    if (isolate.isDisposed) return;
    start.release();
    context.release();
    if (this.#runtime.gone === null) returnHome(home);
    else isolate.dispose();
  }

  /** Starts the entry module. What it gives tells, between callbacks, whether that is done. */
  #begin(prepare: () => void = () => {}): () => boolean {
    const { entry, files } = this.#spec;
    if (!Object.hasOwn(files, entry)) {
      throw new Stopped({
        kind: 'import',
        specifier: entry,
        nearest: nearestNames(entry, Object.keys(files)),
        location: null,
        message: `There is no file ${entry} to start.`,
      });
    }
    this.#runtime.enter('files', new ivm.ExternalCopy({ ...files }).copyInto({ release: true }));
    prepare();
    if (this.#linker.kindOf(entry) === 'esm') {
      this.#evaluate({ file: entry });
      return () => this.#runtime.enter('loaded', entry) === true;
    }
    this.#linker.defineCommon(entry);
    this.#runtime.enter('run', entry);
    return () => true;
  }

  /** One call into the guest: its limits start anew, and whatever stops it becomes a failure. */
  #attempt<T>(run: () => T): Outcome<T> {
    const { gone } = this.#runtime;
    if (gone !== null) return { ok: false, failure: gone };
    this.#runtime.begin();
    try {
      const value = run();
      this.#runtime.checkMemory();
      return { ok: true, value };
    } catch (error) {
      if (error instanceof LinkFailure) return { ok: false, failure: error.failure };
      // Linking follows imports by recursion, and it is the guest that says how deep they go.
      if (error instanceof RangeError && /call stack/.test(error.message)) {
        const message = 'The modules import one another too deeply.';
        return { ok: false, failure: { kind: 'syntax', message, location: null } };
      }
      if (!(error instanceof Stopped)) throw error;
      return { ok: false, failure: this.#importFailure(error) ?? error.failure };
    } finally {
      // What it holds counts against the runner, in which another may be opened before this one is closed.
      if (this.#runtime.gone?.kind === 'memory') this.dispose();
    }
  }

  /** A `require` of what is not there throws in the guest; uncaught, it is the import that failed. */
  #importFailure(error: Stopped): Failure | null {
    const { failure } = error;
    if (failure.kind !== 'exception' || error.code !== 'MODULE_NOT_FOUND') return null;
    const missing = this.#missing.find(({ specifier }) => failure.message.includes(`'${specifier}'`));
    return missing === undefined ? null : this.#linker.importFailure(missing.specifier, missing.from);
  }

  #evaluate(target: Target): void {
    const entry = this.#linker.entry(target);
    this.#runtime.guard((timeout) => entry.evaluateSync({ timeout }));
  }

  #run(until: () => boolean): boolean {
    return this.#runtime.run(until, () => this.#serveImports());
  }

  #settle(): void {
    this.#runtime.settle(() => this.#serveImports());
  }

  /** Answers the `import()`s that were asked for; true where there were any. */
  #serveImports(): boolean {
    const asked = this.#imports.splice(0);
    for (const { token, specifier, from } of asked) this.#serveImport(token, specifier, from);
    return asked.length > 0;
  }

  /** The promise settles when the module does, which a top-level await may put off. */
  #serveImport(token: number, specifier: string, from: string): void {
    try {
      const target = this.#linker.resolve(specifier, from);
      const key = 'file' in target ? target.file : target.shelf;
      const known = this.#runtime.enter('imported', token, key);
      if (known !== true) this.#evaluate(target);
    } catch (error) {
      if (error instanceof LinkFailure) {
        this.#runtime.enter('importFailed', token, 'Error', error.message, 'ERR_MODULE_NOT_FOUND');
      } else if (error instanceof Stopped && error.failure.kind === 'exception') {
        this.#runtime.enter('importFailed', token, error.failure.name, error.failure.message, error.code);
      } else {
        throw error;
      }
    }
  }

  /** Time spent in the host for the guest is not the guest's own CPU time. */
  #timed(call: (operation: unknown, ...args: unknown[]) => readonly unknown[]) {
    return (operation: unknown, ...args: unknown[]) => {
      const before = performance.now();
      const answer = call(operation, ...args);
      this.#runtime.hostMs += performance.now() - before;
      return answer;
    };
  }
}

function elsewhereOf({ elsewhere }: GuestHost): { readonly path: string; readonly module: Program } | null {
  if (elsewhere === undefined || !(elsewhere.guest instanceof Program)) return null;
  return { path: elsewhere.path, module: elsewhere.guest };
}

/** Every name that a learner may import, for those who misspell one. */
function shelfNames(): readonly string[] {
  const { publicNames, versions } = theShelf();
  return [...new Set([...publicNames(), ...Object.keys(versions)])];
}
