import type { Exports } from '../builtins.ts';

type Require = (id: string) => Exports;

/**
 * A world has no files yet: whatever is looked for is not there (ENOENT, as on an empty disk), and
 * whatever would be written is refused. Express and its static middleware load and answer 404.
 */
export function fileSystem(require: Require): Exports {
  const { nextTick } = require('node:process') as {
    nextTick(run: (...args: unknown[]) => void, ...args: unknown[]): void;
  };
  const missing = (syscall: string, path: unknown) => {
    if (files.has(String(path))) return null;
    return Object.assign(new Error(`ENOENT: no such file or directory, ${syscall} '${String(path)}'`), {
      errno: -2,
      code: 'ENOENT',
      syscall,
      path: String(path),
    });
  };
  const module: Exports = {
    constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
    F_OK: 0,
    R_OK: 4,
    W_OK: 2,
    X_OK: 1,
    Stats: class Stats {},
    ReadStream: class ReadStream {},
    WriteStream: class WriteStream {},
    existsSync: (path: unknown) => files.has(String(path)),
    readFileSync: (path: unknown, options?: unknown) => {
      const error = missing('open', path);
      if (error !== null) throw error;
      return content(require, String(path), options);
    },
    readFile: (path: unknown, ...rest: unknown[]) => {
      const callback = rest.at(-1) as (error: unknown, value?: unknown) => void;
      const error = missing('open', path);
      nextTick(() =>
        error === null ? callback(null, content(require, String(path), rest[0])) : callback(error),
      );
    },
    createReadStream: (path: unknown) => {
      const { Readable } = require('node:stream') as {
        Readable: { from(parts: unknown): { destroy(error: unknown): unknown } };
      };
      const error = missing('open', path);
      if (error !== null) return Readable.from([]).destroy(error);
      return Readable.from([content(require, String(path), undefined)]);
    },
  };
  for (const name of [
    'stat',
    'lstat',
    'open',
    'access',
    'readdir',
    'realpath',
    'readlink',
    'unlink',
    'rmdir',
  ]) {
    module[`${name}Sync`] ??= (path: unknown) => {
      throw missing(name, path) ?? refusal(name);
    };
    module[name] ??= (path: unknown, ...rest: unknown[]) => {
      const callback = rest.at(-1) as (error: unknown) => void;
      const error = missing(name, path) ?? refusal(name);
      nextTick(() => callback(error));
    };
  }
  for (const name of [
    'writeFile',
    'appendFile',
    'mkdir',
    'mkdtemp',
    'rename',
    'rm',
    'copyFile',
    'chmod',
    'truncate',
    'symlink',
  ]) {
    module[`${name}Sync`] = () => {
      throw refusal(name);
    };
    module[name] = (...args: unknown[]) => {
      const callback = args.at(-1) as (error: unknown) => void;
      nextTick(() => callback(refusal(name)));
    };
  }
  module.createWriteStream = () => {
    throw refusal('createWriteStream');
  };
  module.statSync = (path: unknown, options?: { throwIfNoEntry?: boolean }) => {
    if (options?.throwIfNoEntry === false) return undefined;
    throw missing('stat', path) ?? refusal('stat');
  };
  Object.defineProperty(module, 'promises', { enumerable: true, get: () => require('node:fs/promises') });
  return module;
}

export function fileSystemPromises(require: Require): Exports {
  const fs = require('node:fs');
  const { promisify } = require('node:util') as { promisify(run: unknown): unknown };
  const names = Object.keys(fs).filter((name) => typeof fs[name] === 'function' && `${name}Sync` in fs);
  return { constants: fs.constants, ...Object.fromEntries(names.map((name) => [name, promisify(fs[name])])) };
}

/** The learner's own files, which a program may read from its folder. */
const files = new Map<string, string>();

/** Makes the submission readable under /app, as it is outside. */
export function setFiles(given: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(given)) files.set(`/app/${path}`, text);
}

function content(require: Require, path: string, options: unknown): unknown {
  const { Buffer } = require('node:buffer') as {
    Buffer: { from(text: string): { toString(encoding: string): string } };
  };
  const bytes = Buffer.from(files.get(path) ?? '');
  const encoding =
    typeof options === 'string' ? options : (options as { encoding?: string } | undefined)?.encoding;
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

function refusal(name: string): Error {
  return Object.assign(
    new Error(`EROFS: read-only file system, ${name}: a world's files cannot be changed`),
    {
      errno: -30,
      code: 'EROFS',
      syscall: name,
    },
  );
}
