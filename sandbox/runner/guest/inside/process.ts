import type { Exports } from './builtins.ts';
import { askHost } from './host.ts';
import { world } from './world.ts';

/** Node's `process`, as a program alone on a machine would see it. Becomes an EventEmitter in `finishProcess`. */
export function createProcess(versions: Readonly<Record<string, string>>): Record<string, unknown> {
  const exit = (code?: unknown) => {
    const shown = Number(code ?? process.exitCode ?? 0);
    askHost('exit', shown);
    throw Object.assign(new Error(`process.exit(${shown}) was called`), { name: 'ProcessExit' });
  };
  const writer = (level: string) => ({
    fd: level === 'log' ? 1 : 2,
    isTTY: false,
    writable: true,
    columns: undefined,
    write(text: unknown, ...rest: unknown[]) {
      askHost('log', level, String(text).replace(/\n$/, ''), null);
      const callback = rest.at(-1);
      if (typeof callback === 'function') (process.nextTick as (run: unknown) => void)(callback);
      return true;
    },
    end() {},
    on() {
      return this;
    },
    once() {
      return this;
    },
    removeListener() {
      return this;
    },
    emit() {
      return false;
    },
    listenerCount() {
      return 0;
    },
  });
  const process: Record<string, unknown> = {
    title: 'node',
    version: `v${versions.node}`,
    versions: { ...versions },
    arch: 'x64',
    platform: 'linux',
    release: { name: 'node' },
    argv: ['/usr/bin/node', '/app/main.js'],
    execArgv: [],
    execPath: '/usr/bin/node',
    pid: 1,
    ppid: 0,
    exitCode: undefined,
    env: {},
    features: { inspector: false, typescript: 'strip' },
    config: { variables: {} },
    stdout: writer('log'),
    stderr: writer('error'),
    stdin: { isTTY: false, fd: 0, on() {}, once() {}, resume() {}, pause() {}, setEncoding() {} },
    exit,
    reallyExit: exit,
    abort: () => exit(134),
    kill: () => true,
    cwd: () => '/app',
    chdir: () => {
      throw Object.assign(new Error('process.chdir() is not available in this world'), {
        code: 'ERR_NOT_IN_THIS_WORLD',
      });
    },
    umask: () => 0o22,
    getuid: () => 1000,
    getgid: () => 1000,
    uptime: () => world.elapsed / 1000,
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(Math.round(world.elapsed * 1e6)) }),
    memoryUsage: Object.assign(memoryUsage, { rss: () => 50_000_000 }),
    cpuUsage: () => ({ user: 0, system: 0 }),
    resourceUsage: () => ({}),
    emitWarning,
    allowedNodeEnvironmentFlags: new Set(),
    report: {},
    getBuiltinModule: () => undefined,
    _rawDebug: () => {},
  };
  function emitWarning(warning: unknown, given?: unknown, code?: unknown) {
    const options = (typeof given === 'object' && given !== null ? given : { type: given, code }) as {
      type?: string;
      code?: string;
      detail?: string;
    };
    const error =
      warning instanceof Error
        ? warning
        : Object.assign(new Error(String(warning)), { name: options.type ?? 'Warning' });
    if (options.code !== undefined) Object.assign(error, { code: options.code });
    (process.nextTick as (run: () => void) => void)(() => {
      const emit = process.emit as ((name: string, value: unknown) => boolean) | undefined;
      emit?.call(process, 'warning', error);
      const tag = options.code === undefined ? '' : `[${options.code}] `;
      askHost('log', 'warn', `(node:1) ${tag}${error.name}: ${error.message}`, null);
    });
  }
  Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
  return process;
}

/** Gives `process` its events, once `events` has been loaded with it. */
export function finishProcess(process: object, EventEmitter: Exports): void {
  const emitter = EventEmitter as unknown as { prototype: object } & ((this: object) => void);
  Object.setPrototypeOf(
    process,
    Object.create(emitter.prototype, {
      constructor: { value: function process() {}, writable: true, configurable: true },
    }),
  );
  Reflect.apply(emitter, process, []);
}

function hrtime(previous?: readonly [number, number]): [number, number] {
  const total = Math.round(world.elapsed * 1e6);
  const now: [number, number] = [Math.floor(total / 1e9), total % 1e9];
  if (previous === undefined) return now;
  const difference = (now[0] - previous[0]) * 1e9 + (now[1] - previous[1]);
  return [Math.floor(difference / 1e9), difference % 1e9];
}

function memoryUsage() {
  return {
    rss: 50_000_000,
    heapTotal: 20_000_000,
    heapUsed: 10_000_000,
    external: 1_000_000,
    arrayBuffers: 10_000,
  };
}
