import type { Exports } from '../builtins.ts';

type Require = (id: string) => Exports;

let createRequireFor: (path: string) => unknown = () => undefined;
let names: readonly string[] = [];

/** Given by the bootstrap, once the learner's modules can be loaded. */
export function setModuleSystem(create: (path: string) => unknown, publicNames: readonly string[]): void {
  createRequireFor = create;
  names = publicNames
    .filter((name) => name !== 'better-sqlite3')
    .map((name) => (prefixOnly.has(name) ? `node:${name}` : name));
}

const prefixOnly = new Set(['sqlite', 'test', 'test/reporters']);

/** `node:module`: a `require` for ES modules, and which names are Node's. */
export function nodeModule(require: Require): Exports {
  const { fileURLToPath } = require('node:url') as { fileURLToPath(url: unknown): string };
  const { codes } = require('internal/errors') as {
    codes: Record<string, new (...args: unknown[]) => Error>;
  };
  const createRequire = (from: unknown) => {
    const isUrl = typeof from === 'object' || (typeof from === 'string' && from.startsWith('file:'));
    const path = isUrl ? fileURLToPath(from) : from;
    if (typeof path !== 'string' || !path.startsWith('/')) {
      const Invalid = codes.ERR_INVALID_ARG_VALUE as new (...args: unknown[]) => Error;
      throw new Invalid(
        'filename',
        from,
        'must be a file URL object, file URL string, or absolute path string',
      );
    }
    return createRequireFor(path.replace(/^\/app\//, ''));
  };
  const isBuiltin = (name: unknown) => {
    const text = String(name);
    if (names.includes(text)) return true;
    return text.startsWith('node:') && names.includes(text.slice(5));
  };
  class Module {
    exports = {};
  }
  return Object.assign(Module, {
    Module,
    builtinModules: names,
    createRequire,
    isBuiltin,
    findSourceMap: () => undefined,
    syncBuiltinESMExports: () => {},
  }) as unknown as Exports;
}
