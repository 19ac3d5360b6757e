import { isBuiltin } from 'node:module';
import { readModule } from '../../sandbox/read-module.ts';

/**
 * The version of tsx that exported projects name. Node's own stripping of types leaves out enums, imports
 * of types that do not say so, and `./db.js` for `db.ts`, all of which a world takes; tsx takes them too.
 */
export const tsxVersion = '4.23.15';

export interface ProjectPackages {
  /** Package to its exact version. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Imported packages whose version is not known, as no world has them. */
  readonly unknown: readonly string[];
  /** `type` of package.json; null where the files are of both module systems, so that each is told by its syntax. */
  readonly type: 'module' | 'commonjs' | null;
  readonly usesTypeScript: boolean;
}

export interface Program {
  readonly files: Readonly<Record<string, string>>;
  /** Packages needed besides those that the files import. */
  readonly packages: readonly string[];
  /** Version of each package that a world has. */
  readonly shelf: Readonly<Record<string, string>>;
}

/** What a program needs to be installed, found by reading its files and not by running them. */
export function packagesOf({ files, packages, shelf }: Program): ProjectPackages {
  const names = new Set(packages);
  const systems = new Set<string>();
  let usesTypeScript = false;
  for (const [path, source] of Object.entries(files)) {
    if (!/\.[cm]?[jt]s$/.test(path) || /\.d\.[cm]?ts$/.test(path)) continue;
    if (/ts$/.test(path)) usesTypeScript = true;
    const module = readModule(path, source);
    for (const name of (module?.specifiers ?? []).map(packageName)) if (name !== null) names.add(name);
    // Of the other endings Node knows the module system without being told.
    if (module !== null && /\.[jt]s$/.test(path)) systems.add(module.system);
  }
  // Its peer, which npm would otherwise choose a version of.
  if (names.has('@hono/node-server')) names.add('hono');
  const known = [...names].filter((name) => Object.hasOwn(shelf, name));
  const dependencies = Object.fromEntries(known.map((name) => [name, shelf[name] ?? '']));
  if (usesTypeScript) dependencies.tsx = tsxVersion;
  return {
    dependencies: Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1))),
    unknown: [...names].filter((name) => !known.includes(name)).sort(),
    type: systems.has('cjs') ? (systems.has('esm') ? null : 'commonjs') : 'module',
    usesTypeScript,
  };
}

/** The package that a specifier names, or null for a file and for a part of Node. */
function packageName(specifier: string): string | null {
  if (/^(\.{0,2}\/|\.{1,2}$|[a-z]+:)/.test(specifier) || isBuiltin(specifier)) return null;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
