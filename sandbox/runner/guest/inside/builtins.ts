import type { Shelf } from './shelf.ts';

export type Exports = Record<PropertyKey, unknown>;
export type Maker = (require: (id: string) => Exports) => unknown;

export interface Builtins {
  /** What Node's own modules and ours see: everything, internals included. */
  internal(id: string): Exports;
  /** What a learner's `require` or `import` sees; undefined where there is no such module on the shelf. */
  open(specifier: string): unknown;
  isPublic(specifier: string): boolean;
}

/** Kept from before guest code runs. `constructor` and its like are no packages. */
const { hasOwn } = Object;

interface Loaded {
  exports: unknown;
}

/** Node's modules (its own source over our bindings, or our stand-ins) and the packages on the shelf. */
export function createBuiltins(
  shelf: Shelf,
  standIns: Readonly<Record<string, Maker>>,
  givens: { process: unknown; internalBinding: unknown; primordials: unknown },
): Builtins {
  const builtins = new Map<string, Loaded>();
  const packages = new Map<string, Loaded>();

  const internal = (given: string): Exports => {
    const id = given.startsWith('node:') ? given.slice(5) : given;
    const known = builtins.get(id);
    if (known !== undefined) return known.exports as Exports;
    const loaded: Loaded = { exports: {} };
    builtins.set(id, loaded);
    const standIn = standIns[id];
    if (standIn !== undefined) {
      loaded.exports = standIn(internal);
      return loaded.exports as Exports;
    }
    const native = shelf.natives[id];
    if (native === undefined) {
      builtins.delete(id);
      throw new Error(`This part of Node is not in a world: ${id}`);
    }
    try {
      native(loaded.exports, internal, loaded, givens.process, givens.internalBinding, givens.primordials);
    } catch (error) {
      builtins.delete(id);
      throw error;
    }
    return loaded.exports as Exports;
  };

  const packageModule = (id: string): unknown => {
    const known = packages.get(id);
    if (known !== undefined) return known.exports;
    const loaded: Loaded = { exports: {} };
    packages.set(id, loaded);
    const path = `/app/node_modules/${id}`;
    const require = (specifier: string) => {
      const target = shelf.links[id]?.[specifier];
      if (target !== undefined && target in shelf.modules) return packageModule(target);
      const wanted = target ?? specifier;
      if (builtinOf(wanted) === null && !(wanted in shelf.natives) && !(wanted in standIns)) {
        throw Object.assign(new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${path}`), {
          code: 'MODULE_NOT_FOUND',
          requireStack: [path],
        });
      }
      return internal(wanted);
    };
    try {
      shelf.modules[id]?.(loaded.exports as Exports, require, loaded, path, path.replace(/\/[^/]*$/, ''));
    } catch (error) {
      packages.delete(id);
      throw error;
    }
    return loaded.exports;
  };

  const builtinOf = (specifier: string): string | null => {
    const id = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
    if (prefixOnly.has(id) && id === specifier) return null;
    return shelf.publicNames.includes(id) ? id : null;
  };
  return {
    internal,
    isPublic: (specifier) => builtinOf(specifier) !== null || hasOwn(shelf.entries, specifier),
    open(specifier) {
      const builtin = builtinOf(specifier);
      if (builtin !== null) return (internal as (id: string) => unknown)(visible[builtin] ?? builtin);
      const entry = hasOwn(shelf.entries, specifier) ? shelf.entries[specifier] : undefined;
      return entry === undefined ? undefined : packageModule(entry);
    },
  };
}

/** Node offers these only with `node:` in front. */
const prefixOnly = new Set(['sqlite', 'test']);

/** Modules whose learner-facing form differs from the one Node's own code uses. */
const visible: Readonly<Record<string, string>> = { timers: 'backline/timers' };
