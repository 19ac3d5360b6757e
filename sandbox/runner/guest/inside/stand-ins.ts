import { betterSqlite3 } from './builtins/better-sqlite3.ts';
import { CryptoKey } from './builtins/crypto/crypto-key.ts';
import { crypto } from './builtins/crypto.ts';
import { nodeModule } from './builtins/module.ts';
import { net } from './builtins/net.ts';
import { nodeSqlite } from './builtins/node-sqlite.ts';
import { nodeTest } from './builtins/node-test.ts';
import { os } from './builtins/os.ts';
import type { Exports, Maker } from './builtins.ts';
import { askHost } from './host.ts';
import { callerPlace } from './stack.ts';
import { world } from './world.ts';

const nothing = () => {};

/** Modules of Node that reach for the system, in the form a world has them. The rest is Node's source. */
export function standIns(process: object, learnerTimers: () => Exports): Record<string, Maker> {
  const refuse = (what: string) => () => {
    throw Object.assign(new Error(`${what} is not available in this world`), {
      code: 'ERR_NOT_IN_THIS_WORLD',
    });
  };
  return {
    'backline/timers': learnerTimers,
    'better-sqlite3': betterSqlite3,
    crypto,
    net,
    os,
    sqlite: nodeSqlite,
    process: () => process,
    console: () => (globalThis as unknown as { console: Exports }).console,
    constants: () => ({}),
    tty: () => ({ isatty: () => false, ReadStream: class ReadStream {}, WriteStream: class WriteStream {} }),
    perf_hooks: () => ({ performance: (globalThis as unknown as Exports).performance }),
    child_process: () =>
      named(refuse, 'Starting a process', [
        'spawn',
        'exec',
        'execFile',
        'fork',
        'spawnSync',
        'execSync',
        'execFileSync',
      ]),
    cluster: () => ({
      isPrimary: true,
      isMaster: true,
      isWorker: false,
      workers: {},
      fork: refuse('cluster.fork()'),
    }),
    dns: () => named(refuse, 'Looking up a host name', ['lookup', 'resolve', 'resolve4', 'resolve6']),
    worker_threads: () => ({
      isMainThread: true,
      threadId: 0,
      parentPort: null,
      workerData: null,
      Worker: refused('A worker thread'),
      markAsUncloneable: nothing,
      markAsUntransferable: nothing,
    }),
    http2: () => ({
      constants: { NGHTTP2_REFUSED_STREAM: 7, NGHTTP2_CANCEL: 8, NGHTTP2_NO_ERROR: 0, HTTP_STATUS_OK: 200 },
      Http2ServerRequest: class Http2ServerRequest {},
      Http2ServerResponse: class Http2ServerResponse {},
      createServer: refuse('HTTP/2'),
      createSecureServer: refuse('HTTP/2'),
      connect: refuse('HTTP/2'),
    }),
    https: (require) => ({
      Agent: require('node:_http_agent').Agent,
      globalAgent: null,
      Server: refused('https.Server'),
      createServer: refuse('https.createServer(), which needs a certificate,'),
      get: refuse('https.get()'),
      request: refuse('https.request()'),
    }),
    module: nodeModule,
    test: nodeTest,

    'internal/bootstrap/realm': () => ({
      BuiltinModule: {
        exists: () => false,
        canBeRequiredByUsers: () => false,
        getSchemeOnlyModuleNames: () => [],
      },
    }),
    'internal/crypto/keys': (require) => ({
      isKeyObject: (value: unknown) => value instanceof (require('node:crypto').KeyObject as typeof Object),
      isCryptoKey: (value: unknown) => value instanceof CryptoKey,
    }),
    'internal/v8/startup_snapshot': () => ({
      namespace: {
        isBuildingSnapshot: () => false,
        addSerializeCallback: nothing,
        addDeserializeCallback: nothing,
        addAfterUserSerializeDeserializeSnapshot: nothing,
      },
      isBuildingSnapshot: () => false,
      addAfterUserSerializeDeserializeSnapshot: nothing,
      addSerializeCallback: nothing,
      addDeserializeCallback: nothing,
    }),
    'internal/options': () => ({
      getOptionValue: (name: string) => options[name],
      getOptionsAsFlagsFromBinding: () => [],
      getEmbedderOptions: () => ({}),
      getAllowUnauthorized: () => false,
      getCLIOptionsInfo: () => ({}),
      refreshOptions: nothing,
    }),
    'internal/process/per_thread': () => ({
      toggleTraceCategoryState: nothing,
      getCachedCwd: () => '/app',
      cwd: () => '/app',
    }),
    'internal/process/execution': () => ({ tryGetCwd: () => '/app' }),
    'internal/process/promises': () => ({
      setHasRejectionToWarn: nothing,
      hasRejectionToWarn: () => false,
      listenForRejections: nothing,
      processPromiseRejections: () => false,
    }),
    'internal/process/permission': () => ({ isEnabled: () => false, has: () => true }),
    'internal/process/warning': () => ({
      emitWarning: (...args: unknown[]) =>
        (process as { emitWarning(...given: unknown[]): void }).emitWarning(...args),
      emitWarningSync: (...args: unknown[]) =>
        (process as { emitWarning(...given: unknown[]): void }).emitWarning(...args),
      onWarning: nothing,
      resetForSerialization: nothing,
    }),
    'internal/errors/error_source': () => ({
      // Node reads the line that runs; the host has the one that the learner wrote.
      getErrorSourceExpression: () => askHost('source.expression', callerPlace()) ?? undefined,
    }),
    'internal/source_map/source_map_cache': () => ({
      getSourceMapsSupport: () => ({ enabled: false }),
      findSourceMap: () => undefined,
    }),
    'internal/worker/js_transferable': () => ({
      markTransferMode: nothing,
      setup: nothing,
      structuredClone: (globalThis as unknown as Exports).structuredClone,
      kClone: Symbol('kClone'),
      kDeserialize: Symbol('kDeserialize'),
      kTransfer: Symbol('kTransfer'),
      kTransferList: Symbol('kTransferList'),
    }),
    'internal/worker/io': () => ({
      MessageChannel: refused('MessageChannel'),
      MessagePort: class MessagePort {},
    }),
    'internal/perf/observe': () => ({
      enqueue: nothing,
      hasObserver: () => false,
      startPerf: nothing,
      stopPerf: nothing,
    }),
    'internal/perf/performance_entry': () => ({}),
    'internal/perf/utils': () => ({
      now: () => world.elapsed,
      getMilestoneTimestamp: () => 0,
      getTimeOriginTimestamp: () => world.startTime,
    }),
    'internal/promise_hooks': () => ({ createHook: () => nothing }),
    'internal/dtrace': () => ({}),
    'internal/crypto/random': (require) => require('node:crypto'),
    'internal/crypto/util': () => ({ kHandle: Symbol('kHandle') }),
    'internal/fs/glob': () => ({ Glob: refused('fs.glob()'), matchGlobPattern: refuse('fs.glob()') }),
    'internal/fs/recursive_watch': () => ({ watch: refuse('Watching files') }),
    'internal/fs/watchers': () => ({
      FSWatcher: refused('Watching files'),
      StatWatcher: refused('Watching files'),
      kFSWatchStart: Symbol('kFSWatchStart'),
      kFSStatWatcherAddOrCleanRef: Symbol('kFSStatWatcherAddOrCleanRef'),
      watch: refuse('Watching files'),
    }),
    'internal/readline/interface': () => ({ Interface: refused('readline') }),
    'internal/zip': () => ({
      ZipEntry: refused('ZipEntry'),
      ZipFile: refused('ZipFile'),
      ZipBuffer: refused('ZipBuffer'),
    }),
    'internal/vm': () => ({}),
    // Node's own code asks for another realm's RegExp, and for what lists the frames of a stack.
    vm: () => ({ runInNewContext: (code: string) => (code === 'this' ? { RegExp } : () => []) }),
    'internal/util/inspector': () => ({ isInspectorEnabled: () => false }),
  };

  function named(make: (what: string) => () => never, what: string, names: readonly string[]): Exports {
    return Object.fromEntries(names.map((name) => [name, make(what)]));
  }
  function refused(what: string): unknown {
    return class {
      constructor() {
        refuse(what)();
      }
    };
  }
}

const options: Readonly<Record<string, unknown>> = {
  '--async-context-frame': true,
  '--max-http-header-size': 16384,
  '--stack-trace-limit': 10,
  '--unhandled-rejections': 'throw',
  get '--pending-deprecation'() {
    return world.env.NODE_PENDING_DEPRECATION === '1';
  },
};
