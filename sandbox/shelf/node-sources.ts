import { transformSync } from 'esbuild';
import { lowering } from './lowering.ts';

/**
 * Node's own JavaScript, taken from the Node that runs us. `http`, `stream`, `events`, `util` and the
 * rest behave in a world as they do outside because they are the same source; only what is C++ in Node
 * (the `internalBinding`s) is written by us, in `runner/guest/inside/bindings`.
 */
export function nodeSources(own: ReadonlySet<string>): ReadonlyMap<string, string> {
  const natives = readNatives();
  const found = new Map<string, string>();
  const waiting = ['internal/per_context/primordials', 'internal/per_context/domexception', ...publicModules];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const source = natives[id];
    if (found.has(id) || own.has(id) || typeof source !== 'string' || isUnwanted(id)) continue;
    const text = id === undici ? onlyFetchClasses(source) : source;
    found.set(id, lowered(id, text));
    for (const match of text.matchAll(imports)) waiting.push(match[1] ?? match[2] ?? id);
  }
  return found;
}

/** What a module asks for: by `require`, or when one of its properties is first touched. */
const imports = /require\(['"](?:node:)?([\w/-]+)['"]\)|defineLazyProperties\(\s*[\w.]+,\s*['"]([\w/]+)['"]/g;

/** What of Node's modules a world offers as they are; their internal parts follow from their imports. */
const publicModules = [
  'assert', 'assert/strict', 'async_hooks', 'buffer', 'diagnostics_channel', 'events', 'http', 'path',
  'path/posix', 'path/win32', 'punycode', 'querystring', 'stream', 'stream/consumers', 'stream/promises',
  'stream/web', 'string_decoder', 'timers', 'timers/promises', 'url', 'util', 'util/types', 'fs', 'fs/promises', 'zlib',
  'internal/abort_controller', 'internal/console/global', 'internal/deps/undici/undici', 'internal/encoding',
  'internal/event_target', 'internal/process/task_queues', 'internal/timers', 'internal/url',
  'internal/webstreams/encoding', 'internal/blob', 'internal/file', 'internal/abort_controller',
  'internal/util/parse_args/parse_args', 'internal/mime',
]; // biome-ignore format: a list of names

const undici = 'internal/deps/undici/undici';

/** Parts of Node that reach for the system, and that nothing in a world loads. */
const unwanted =
  /^(internal\/(crypto|fs|modules|main|test_runner|repl|readline|source_map|v8|vm|inspector|quic|http2|debugger|cluster|child_process|tls|dns|dgram|bootstrap|process\/(pre|exec|per|sig|worker|fin|report|perm)|perf|policy|deps\/(acorn|amaro|minimatch|v8)|worker|legacy|ffi|sea|dtrace|streams\/iter|zip|bench|heap)|repl|readline|worker_threads|vm|v8|inspector|cluster|tls|_tls|wasi|sqlite|test|http2|dgram|dns)/;

/** What of those folders is needed all the same: `fs` runs over a disk in memory. */
const wantedAnyway = new Set([
  'internal/worker/js_transferable',
  'fs',
  'fs/promises',
  'internal/fs/cp/cp',
  'internal/fs/cp/cp-sync',
  'internal/fs/dir',
  'internal/fs/promises',
  'internal/fs/read/context',
  'internal/fs/rimraf',
  'internal/fs/streams',
  'internal/fs/sync_write_stream',
  'internal/fs/utils',
]);

function isUnwanted(id: string): boolean {
  return unwanted.test(id) && !wantedAnyway.has(id);
}

function readNatives(): Record<string, unknown> {
  const binding = (process as unknown as { binding(name: string): Record<string, unknown> }).binding(
    'natives',
  );
  return Object.fromEntries(Object.entries(binding).filter(([id]) => !isUnwanted(id)));
}

/** `internalBinding('constants')`: numbers of the platform, which for a world is the one it was built on. */
export function nodeConstants(): Record<string, unknown> {
  const { os, fs, zlib, crypto } = (
    process as unknown as { binding(name: string): Record<string, Record<string, unknown>> }
  ).binding('constants');
  return { os, fs, zlib, crypto };
}

/**
 * Node's bundle of undici ends in lines that start its HTTP client; a world only needs the classes.
 * Response is loaded with Request, which takes what makes a body from it.
 */
function onlyFetchClasses(source: string): string {
  const tail = source.indexOf('// index-fetch.js');
  if (tail < 0) throw new Error('undici in this version of Node is laid out differently');
  return `${source.slice(0, tail)}
module.exports = {
  get FormData() { return require_formdata().FormData; },
  get Headers() { return require_headers().Headers; },
  get Response() { return require_response().Response; },
  get Request() { require_response(); return require_request2().Request; },
};`;
}

function lowered(id: string, source: string): string {
  // primordials.js reads the real syntax of async functions to find their prototypes.
  if (id.startsWith('internal/per_context/')) return source;
  const { code } = transformSync(source, {
    ...lowering,
    loader: 'js',
    minifyWhitespace: true,
    legalComments: 'none',
    sourcefile: id,
  });
  return `function(exports,require,module,process,internalBinding,primordials){${code}\n}`;
}
