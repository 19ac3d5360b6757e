import { resolveFile } from '../resolve.ts';
import type { Builtins } from './builtins.ts';
import { askHost } from './host.ts';

type Wrapper = (
  exports: unknown,
  require: unknown,
  module: unknown,
  filename: string,
  dirname: string,
) => void;

interface CommonModule {
  readonly id: string;
  readonly filename: string;
  readonly path: string;
  readonly children: unknown[];
  readonly paths: string[];
  exports: unknown;
  loaded: boolean;
  require: unknown;
}

export interface Modules {
  define(path: string, wrapper: Wrapper): void;
  /** Makes a module of what it exports, where there is no file of it. */
  defineExports(path: string, exported: object): void;
  defineJson(path: string, text: string): void;
  setFiles(paths: readonly string[]): void;
  /** Runs a CommonJS file (once) and gives what it exports. */
  run(path: string): unknown;
  /** Keeps the namespace of an ES module that has been evaluated. */
  settle(path: string, namespace: object): void;
  namespace(path: string): object | undefined;
  /** What a learner's ES module calls for `import(specifier)`. */
  importer(from: string): (specifier: unknown) => Promise<unknown>;
  /** The module asked for has this key; true where it has been evaluated already. */
  imported(token: number, key: string): boolean;
  importFailed(token: number, name: string, message: string, code: string | null): void;
  createRequire(from: string): unknown;
}

/** The learner's own modules: CommonJS run in here, ES modules linked by the host and kept by path. */
export function createModules(builtins: Builtins): Modules {
  const wrappers = new Map<string, Wrapper>();
  const json = new Map<string, string>();
  const loaded = new Map<string, CommonModule>();
  const namespaces = new Map<string, object>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let files: readonly string[] = [];
  const pending = new Map<number, string>();
  let tokens = 0;
  // A namespace that exports `then` would be taken for a promise, as it would outside.
  const answer = (token: number, namespace: object) => {
    pending.delete(token);
    waiting.get(token)?.resolve(namespace);
    waiting.delete(token);
  };

  const notFound = (specifier: string, from: string) => {
    askHost('import.missing', specifier, from);
    return Object.assign(new Error(`Cannot find module '${specifier}'\nRequire stack:\n- /app/${from}`), {
      code: 'MODULE_NOT_FOUND',
      requireStack: [`/app/${from}`],
    });
  };
  const createRequire = (from: string) => {
    const require = (specifier: unknown) => {
      if (typeof specifier !== 'string') {
        throw Object.assign(
          new TypeError(`The "id" argument must be of type string. Received ${typeof specifier}`),
          { code: 'ERR_INVALID_ARG_TYPE' },
        );
      }
      const path = resolveFile(files, from, specifier, 'require');
      if (path !== null) return run(path);
      if (!builtins.isPublic(specifier)) throw notFound(specifier, from);
      return builtins.open(specifier);
    };
    const resolve = (specifier: string) => {
      const path = resolveFile(files, from, specifier, 'require');
      if (path !== null) return `/app/${path}`;
      if (!builtins.isPublic(specifier)) throw notFound(specifier, from);
      return specifier;
    };
    return Object.assign(require, { resolve, cache: {}, main: undefined });
  };
  const run = (path: string): unknown => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const filename = `/app/${path}`;
    const module: CommonModule = {
      id: filename,
      filename,
      path: directory(filename),
      children: [],
      paths: [],
      exports: {},
      loaded: false,
      require: createRequire(path),
    };
    const text = json.get(path);
    if (text !== undefined) {
      loaded.set(path, module);
      try {
        module.exports = JSON.parse(text);
      } catch (error) {
        loaded.delete(path);
        (error as Error).message = `${filename}: ${(error as Error).message}`;
        throw error;
      }
      return module.exports;
    }
    const wrapper = wrappers.get(path);
    if (wrapper === undefined) {
      if (!namespaces.has(path)) askHost('require.esm', path);
      // Asked for by a name that was not to be seen in the source, a CommonJS file is only known now.
      if (wrappers.has(path) || json.has(path)) return run(path);
      const namespace = namespaces.get(path) as { 'module.exports'?: unknown } | undefined;
      if (namespace === undefined) throw notFound(`./${path}`, path);
      return 'module.exports' in namespace ? namespace['module.exports'] : namespace;
    }
    loaded.set(path, module);
    try {
      Reflect.apply(wrapper, module.exports, [
        module.exports,
        module.require,
        module,
        filename,
        directory(filename),
      ]);
    } catch (error) {
      loaded.delete(path);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  };
  return {
    define: (path, wrapper) => void wrappers.set(path, wrapper),
    defineExports(path, exported) {
      wrappers.set(path, (_exports, _require, module) => {
        (module as CommonModule).exports = exported;
      });
      files = [...files, path];
    },
    defineJson: (path, text) => void json.set(path, text),
    setFiles: (paths) => {
      files = paths;
    },
    run,
    settle(key, namespace) {
      namespaces.set(key, namespace);
      for (const [token, wanted] of [...pending]) if (wanted === key) answer(token, namespace);
    },
    namespace: (path) => namespaces.get(path),
    importer: (from) => (specifier) =>
      new Promise((resolve, reject) => {
        const token = ++tokens;
        waiting.set(token, { resolve, reject });
        askHost('import', token, String(specifier), from);
      }),
    imported(token, key) {
      const namespace = namespaces.get(key);
      if (namespace === undefined) pending.set(token, key);
      else answer(token, namespace);
      return namespace !== undefined;
    },
    importFailed(token, name, message, code) {
      pending.delete(token);
      const error = new Error(message);
      if (name !== 'Error')
        Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
      if (code !== null) Object.assign(error, { code });
      waiting.get(token)?.reject(error);
      waiting.delete(token);
    },
    createRequire,
  };
}

function directory(filename: string): string {
  return filename.replace(/\/[^/]*$/, '') || '/';
}
