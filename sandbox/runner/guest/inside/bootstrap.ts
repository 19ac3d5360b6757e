import { acrossOperations } from './across/across.ts';
import { carryContextThroughPromises, leaveAsyncContext } from './bindings/async.ts';
import { encode } from './bindings/buffer.ts';
import { setDefer } from './bindings/fs-requests.ts';
import type { WireRequest } from './bindings/http-parser.ts';
import { internalBindings } from './bindings/internal-binding.ts';
import { isolateNames, privateNames, symbols } from './bindings/symbols.ts';
import { setLazyRequire } from './bindings/util.ts';
import { setCryptoRandom } from './builtins/crypto/random.ts';
import { setModuleSystem } from './builtins/module.ts';
import { listening } from './builtins/net.ts';
import { runningTest } from './builtins/node-test.ts';
import { createBuiltins, type Exports } from './builtins.ts';
import { connectionOperations } from './connections.ts';
import { createConsole } from './console.ts';
import { copyOut } from './copied.ts';
import { makeDeterministic, removeUnsafeGlobals, replaceTemporalNow } from './determinism.ts';
import { driveAsync } from './drive-async.ts';
import { createFetch, type Webhook } from './fetch.ts';
import { placeFiles } from './file-tree.ts';
import { installGlobals } from './globals.ts';
import { askHost, type HostFunction, setHost } from './host.ts';
import { installLearner } from './learner.ts';
import { createLoop, learnerTimers } from './loop.ts';
import { createModules } from './modules.ts';
import { createPractice, type Practise } from './practice.ts';
import { createProcess, finishProcess } from './process.ts';
import { createRandom } from './random.ts';
import { rejectionOf, reportError } from './report.ts';
import { createServing } from './serve.ts';
import type { Shelf } from './shelf.ts';
import { errorSeenLast, installStackTraces } from './stack.ts';
import { standIns } from './stand-ins.ts';
import { counter, stepsSoFar } from './steps/counter.ts';
import { countNatives } from './steps/natives.ts';
import { structuredCloner } from './structured-clone.ts';
import { callUserFunction } from './user-functions.ts';
import { followClock, world } from './world.ts';

export interface StartOptions {
  readonly seed: number;
  readonly startTime: number;
  readonly env: Readonly<Record<string, string>>;
  /** Author code, which may be given a learner's program to call. */
  readonly author: boolean;
  /** The clock is the machine's, and goes on by itself. */
  readonly realTime: boolean;
  /** What the program does is counted, step by step. */
  readonly countSteps: boolean;
}

/** What the host calls: an operation, the virtual clock, and copied arguments; answers copied data. */
export type Enter = (operation: string, elapsed: number, ...args: readonly unknown[]) => readonly unknown[];

/** What the host holds of a realm that was made ahead. */
export interface Booted {
  /** To be called until it gives false, before the start. */
  readonly practise: Practise;
  /** Starts the world, with all that tells it from another one. */
  readonly start: (host: HostFunction, options: StartOptions) => Enter;
}

/** Makes a bare realm into a Node program's world, all but what comes with its start. */
export function boot(shelf: Shelf): Booted {
  const random = createRandom();
  const cryptoRandom = createRandom();
  makeDeterministic(random);
  carryContextThroughPromises();
  // What is used after guest code runs is kept from before it.
  const nativeThen = Promise.prototype.then;
  const resolved = Promise.resolve();

  const primordials: Exports = {};
  const privateSymbols = symbols(privateNames);
  const perIsolateSymbols = symbols(isolateNames);
  const run = (id: string, exports: object) =>
    shelf.natives[id]?.(exports, primordials, privateSymbols, perIsolateSymbols, undefined, undefined);
  run('internal/per_context/primordials', {});
  const domExceptions: Exports = {};
  let domException: unknown;
  const getDomException = () => {
    if (domException === undefined) {
      run('internal/per_context/domexception', domExceptions);
      domException = domExceptions.DOMException;
    }
    return domException as new (
      message: string,
      name: string,
    ) => Error;
  };

  const uncaught: unknown[] = [];
  const structuredClone = structuredCloner(getDomException);
  let runTicks = () => {};
  const internalBinding = internalBindings({
    privateSymbols,
    perIsolateSymbols,
    constants: shelf.nodeConstants,
    domException: getDomException,
    enqueueMicrotask(callback) {
      void Reflect.apply(nativeThen, resolved, [
        () => {
          try {
            callback();
          } catch (error) {
            uncaught.push(error);
          }
        },
      ]);
    },
    setTickCallback: (callback) => {
      runTicks = callback;
    },
    structuredClone,
    triggerUncaughtException: (error) => void uncaught.push(error),
  });

  const process = createProcess(shelf.nodeVersions);
  let timers: Exports | null = null;
  const builtins = createBuiltins(
    shelf,
    standIns(process, () => {
      timers ??= learnerTimers(builtins.internal);
      return timers;
    }),
    { process, internalBinding, primordials },
  );
  setLazyRequire(builtins.internal);
  (globalThis as unknown as Exports).structuredClone = structuredClone;
  builtins.internal('internal/util/debuglog').initializeDebugEnv instanceof Function &&
    (builtins.internal('internal/util/debuglog').initializeDebugEnv as (value: unknown) => void)(undefined);
  builtins.internal('internal/async_context_frame').enabled;
  const taskQueues = builtins.internal('internal/process/task_queues') as unknown as {
    setupTaskQueue(): { nextTick: unknown };
    queueMicrotask: unknown;
  };
  process.nextTick = taskQueues.setupTaskQueue().nextTick;
  finishProcess(process, builtins.internal('events'));
  process.getBuiltinModule = (id: string) => (builtins.isPublic(id) ? builtins.open(id) : undefined);
  const loop = createLoop(
    builtins.internal,
    () => runTicks(),
    (internalBinding('task_queue') as { tickInfo: Uint8Array }).tickInfo,
  );

  const { setImmediate } = builtins.internal('timers') as { setImmediate(run: () => void): void };
  setDefer(setImmediate);
  setCryptoRandom(cryptoRandom);
  const shown = builtins.internal('backline/timers');
  installGlobals(
    builtins,
    {
      process,
      structuredClone,
      queueMicrotask: taskQueues.queueMicrotask,
      setTimeout: shown.setTimeout,
      setInterval: shown.setInterval,
      setImmediate: shown.setImmediate,
      clearTimeout: shown.clearTimeout,
      clearInterval: shown.clearInterval,
      clearImmediate: shown.clearImmediate,
      console: createConsole(builtins.internal),
      Buffer: builtins.internal('buffer').Buffer,
    },
    String(shelf.nodeVersions.node).split('.')[0] ?? '',
  );
  Object.defineProperty(globalThis, 'DOMException', {
    configurable: true,
    enumerable: false,
    get: getDomException,
  });
  installStackTraces();

  const modules = createModules(builtins);
  setModuleSystem(modules.createRequire, shelf.publicNames);
  const { inspect } = builtins.internal('internal/util/inspect') as { inspect(value: unknown): string };
  const serving = createServing(builtins);
  // A service's own request comes on a connection whose other end nobody reads.
  const deliver = ({ method, path, headers, body }: Webhook) =>
    void serving.request(0, { method, url: path, headers, body, keepAlive: false });
  Object.defineProperty(globalThis, 'fetch', {
    value: createFetch(builtins, deliver),
    writable: true,
    enumerable: false,
    configurable: true,
  });
  Object.defineProperty(globalThis, '__backlineAsync', {
    value: driveAsync,
    writable: false,
    enumerable: false,
    configurable: false,
  });
  // What the learner's linked modules call; it offers no more than `require` and `import()` do.
  Object.defineProperty(globalThis, '__backline', {
    value: Object.freeze({
      open: (specifier: string) => (builtins.isPublic(specifier) ? builtins.open(specifier) : undefined),
      run: modules.run,
      settle: modules.settle,
      importer: modules.importer,
      steps: counter,
    }),
    writable: false,
    enumerable: false,
    configurable: false,
  });

  let call: { state: 'pending' } | { state: 'done'; value: unknown } | { state: 'failed'; error: unknown } = {
    state: 'pending',
  };
  const operations: Record<string, (...args: never[]) => unknown> = {
    ...connectionOperations(serving),
    ...acrossOperations({ exported: () => entryExports, define: modules.defineExports }),
    tests: runningTest,
    steps: stepsSoFar,
    chance: () => random.used() || cryptoRandom.used(),
    turn() {
      const ran = loop.ticks();
      return [ran, ...loop.waiting()];
    },
    immediate: () => loop.immediate(),
    timer: () => loop.timer(Math.floor(world.elapsed)),
    names(specifier: string) {
      const module = builtins.open(specifier);
      const names =
        (typeof module === 'object' || typeof module === 'function') && module !== null
          ? Object.keys(module)
          : [];
      const esm =
        typeof module === 'object' &&
        module !== null &&
        '__esModule' in module &&
        shelf.entries[specifier] !== undefined;
      return [esm, names];
    },
    isPublic: (specifier: string) => builtins.isPublic(specifier),
    files(contents: Record<string, string>) {
      modules.setFiles(Object.keys(contents));
      placeFiles(
        // What is too long to be source is too long to be copied as well; loading it says so.
        Object.fromEntries(
          Object.entries(contents)
            .filter(([, text]) => text.length < 4_000_000)
            .map(([path, text]) => [path, encode(text, 'utf8')]),
        ),
      );
    },
    define: modules.define,
    defineJson: modules.defineJson,
    run(path: string) {
      entryExports = modules.run(path);
      serving.setExports(entryExports);
    },
    loaded(path: string) {
      const namespace = modules.namespace(path);
      if (namespace === undefined) return false;
      entryExports = namespace;
      serving.setExports(namespace);
      return true;
    },
    exports: () => [namesOf(entryExports), serving.hasApp()],
    port: () => listening[0]?.port ?? null,
    imported: modules.imported,
    importFailed: modules.importFailed,
    request: (connection: number, request: WireRequest) => serving.request(connection, request),
    call(name: string, args: readonly unknown[]) {
      call = { state: 'pending' };
      const found = exportOf(entryExports, name);
      if (typeof found !== 'function') return 'missing';
      const answer = found(...args);
      if (
        answer === null ||
        typeof answer !== 'object' ||
        typeof (answer as { then?: unknown }).then !== 'function'
      ) {
        call = { state: 'done', value: answer };
        return 'done';
      }
      Promise.resolve(answer).then(
        (value) => {
          call = { state: 'done', value };
        },
        (error: unknown) => {
          call = { state: 'failed', error };
        },
      );
      return 'pending';
    },
    /** Tells the program of a rejection that nobody handled; null where it did not ask to be told. */
    rejected(name: string, message: string, stack: string, code: string | null) {
      const reason = rejectionOf({ name, message, stack, code }, errorSeenLast(message));
      const { listenerCount, emit } = process as {
        listenerCount(name: string): number;
        emit(name: string, ...args: unknown[]): boolean;
      };
      const promise = Promise.reject(reason);
      promise.catch(() => {});
      if (listenerCount.call(process, 'unhandledRejection') > 0)
        emit.call(process, 'unhandledRejection', reason, promise);
      else if (listenerCount.call(process, 'uncaughtException') > 0)
        emit.call(process, 'uncaughtException', reason, 'unhandledRejection');
      else return null;
      return lastAnswer;
    },
    callState: () => call.state,
    callResult() {
      if (call.state === 'failed') throw call.error;
      return call.state === 'done' ? copyOut(call.value, 'The value returned') : undefined;
    },
  };
  let entryExports: unknown;

  const failed = (error: unknown): readonly unknown[] => {
    const emit = process.emit as (name: string, ...args: unknown[]) => boolean;
    const count = process.listenerCount as (name: string) => number;
    if (count.call(process, 'uncaughtException') > 0) {
      try {
        emit.call(process, 'uncaughtException', error, 'uncaughtException');
        return [true, undefined];
      } catch (next) {
        return [false, reportError(next, inspect)];
      }
    }
    return [false, reportError(error, inspect)];
  };
  let lastAnswer: readonly unknown[] = [true, undefined];
  const enter: Enter = (operation, elapsed, ...args) => {
    if (operation === 'userFunction') {
      return callUserFunction(...(args as unknown as Parameters<typeof callUserFunction>));
    }
    const answer = entered(operation, elapsed, args);
    if (operation !== 'rejected') lastAnswer = answer;
    return answer;
  };
  const entered = (operation: string, elapsed: number, args: readonly unknown[]): readonly unknown[] => {
    world.elapsed = elapsed;
    leaveAsyncContext();
    try {
      const value = (operations[operation] as (...given: unknown[]) => unknown)(...args);
      // As after any callback in Node: the tick queue, then (as this entry ends) the microtasks.
      loop.ticks();
      if (uncaught.length > 0) return failed(uncaught.shift());
      return [true, value];
    } catch (error) {
      return failed(error);
    }
  };
  const { async_id_fields: asyncIds } = internalBinding('async_wrap') as { async_id_fields: Float64Array };
  const practise = createPractice({ builtins, loop, asyncIds });
  const start = (host: HostFunction, options: StartOptions): Enter => {
    setHost(host);
    // V8 adds what depends on flags to these when a realm is made from a snapshot, so they go only now.
    removeUnsafeGlobals();
    replaceTemporalNow();
    if (options.author) installLearner();
    world.env = options.env as Record<string, string>;
    world.startTime = options.startTime;
    if (options.countSteps) countNatives();
    if (options.realTime) followClock(() => askHost('clock') as number);
    Object.assign(process.env as object, options.env);
    random.seed(options.seed);
    cryptoRandom.seed(options.seed ^ 0x5eed);
    return enter;
  };
  return { practise, start };
}

function namesOf(exports: unknown): string[] {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null) return [];
  return Object.keys(exports);
}

function exportOf(exports: unknown, name: string): unknown {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null) return undefined;
  const own = (exports as Record<string, unknown>)[name];
  if (own !== undefined) return own;
  return name === 'default' ? exports : (exports as { default?: Record<string, unknown> }).default?.[name];
}
