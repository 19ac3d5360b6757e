import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { nodeConstants, nodeSources } from './node-sources.ts';
import { packageModules } from './package-modules.ts';
import { packages } from './packages.ts';

/** Node's modules that a learner can load; the rest of what a shelf holds is theirs to use inside. */
export const publicNames = [
  ...[
    'assert',
    'assert/strict',
    'async_hooks',
    'better-sqlite3',
    'buffer',
    'child_process',
    'cluster',
    'console',
  ],
  ...[
    'constants',
    'crypto',
    'diagnostics_channel',
    'dns',
    'events',
    'fs',
    'fs/promises',
    'http',
    'http2',
    'https',
  ],
  ...[
    'module',
    'net',
    'os',
    'path',
    'path/posix',
    'path/win32',
    'perf_hooks',
    'process',
    'punycode',
    'querystring',
  ],
  ...['sqlite', 'stream', 'stream/consumers', 'stream/promises', 'stream/web', 'string_decoder', 'timers'],
  ...['test', 'timers/promises', 'tty', 'url', 'util', 'util/types', 'worker_threads', 'zlib'],
];

export interface BuiltShelf {
  /** A script whose value is the shelf: tables of functions, none of them run. */
  readonly shelf: string;
  /** A script whose value is `boot`, which makes a realm into a world. */
  readonly inside: string;
  readonly versions: Readonly<Record<string, string>>;
  /** First line of each module in `shelf`, for stack traces. */
  readonly lines: ReadonlyArray<readonly [line: number, name: string]>;
}

/** Gathers everything that runs inside a world into two scripts. Takes about two seconds. */
export function buildShelf(root: string): BuiltShelf {
  const inside = insideScript(root);
  const natives = nodeSources(standInNames);
  const { modules, links, entries, versions } = packageModules(root, packages);
  const lines: [number, string][] = [];
  let text = '({natives:{\n';
  let line = 2;
  const add = (id: string, source: string, shown: string) => {
    lines.push([line, shown]);
    const entry = `${JSON.stringify(id)}:${source},\n`;
    text += entry;
    line += entry.split('\n').length - 1;
  };
  for (const [id, source] of natives) add(id, wrapped(id, source), `node:${id}`);
  text += '},modules:{\n';
  line += 1;
  for (const [id, source] of modules) add(id, source, `/app/node_modules/${id}`);
  text += `},links:${JSON.stringify(links)},entries:${JSON.stringify(entries)},`;
  text += `publicNames:${JSON.stringify(publicNames)},versions:${JSON.stringify(versions)},`;
  text += `nodeVersions:${JSON.stringify(process.versions)},nodeConstants:${JSON.stringify(nodeConstants())}})`;
  return { shelf: text, inside, versions, lines };
}

function wrapped(id: string, source: string): string {
  if (!id.startsWith('internal/per_context/')) return source;
  return `function(exports,primordials,privateSymbols,perIsolateSymbols){${source}\n}`;
}

function insideScript(root: string): string {
  const result = buildSync({
    entryPoints: [fileURLToPath(new URL('../runner/guest/inside/entry.ts', import.meta.url))],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    logLevel: 'silent',
  });
  const text = result.outputFiles[0]?.text;
  if (text === undefined) throw new Error(`${join(root, 'sandbox/runner/guest/inside')} did not bundle`);
  return `(function(globalThis_){${text};const boot=globalThis.backlineBoot;delete globalThis.backlineBoot;return boot})()`;
}

/** Modules of Node for which `runner/guest/inside/stand-ins.ts` has a form of ours. */
const standInNames: ReadonlySet<string> = new Set([
  ...['child_process', 'cluster', 'console', 'constants', 'crypto', 'dns', 'http2', 'https'],
  ...['module', 'net', 'os', 'perf_hooks', 'process', 'sqlite', 'test', 'tty', 'vm', 'worker_threads'],
  ...['internal/bootstrap/realm', 'internal/crypto/random', 'internal/crypto/util', 'internal/dtrace'],
  ...[
    'internal/fs/glob',
    'internal/fs/recursive_watch',
    'internal/fs/watchers',
    'internal/zip',
    'internal/readline/interface',
    'internal/options',
    'internal/perf/observe',
    'internal/perf/performance_entry',
    'internal/perf/utils',
  ],
  ...['internal/process/execution', 'internal/process/per_thread', 'internal/process/permission'],
  ...['internal/process/promises', 'internal/process/warning', 'internal/promise_hooks'],
  ...[
    'internal/source_map/source_map_cache',
    'internal/util/inspector',
    'internal/v8/startup_snapshot',
    'internal/vm',
  ],
  ...['internal/worker/io', 'internal/worker/js_transferable'],
]);
