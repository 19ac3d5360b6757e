import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { lowering } from './lowering.ts';

export interface PackageModules {
  /** Module id (path under node_modules) to the text of its CommonJS function. */
  readonly modules: ReadonlyMap<string, string>;
  /** Module id to what its specifiers mean: a module id, or the name of a builtin. */
  readonly links: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What a learner writes (`hono/cors`) to the module it means. */
  readonly entries: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

/** The files of the packages on the shelf, found by following their imports, each a function of its own. */
export function packageModules(root: string, names: readonly string[]): PackageModules {
  const entries: Record<string, string> = {};
  const versions: Record<string, string> = {};
  const specifiers: string[] = [];
  for (const name of names) {
    const manifest = readManifest(root, name);
    versions[name] = manifest.version;
    specifiers.push(...packageSpecifiers(root, name));
  }
  const result = buildSync({
    stdin: {
      contents: specifiers.map((specifier) => `import ${JSON.stringify(specifier)};`).join('\n'),
      resolveDir: root,
    },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    conditions: ['node'],
    mainFields: ['main'],
    external: ['node:*'],
    treeShaking: false,
    ignoreAnnotations: true,
    logLevel: 'silent',
  });

  const modules = new Map<string, string>();
  const links: Record<string, Record<string, string>> = {};
  for (const [path, input] of Object.entries(result.metafile.inputs)) {
    const table = Object.fromEntries(
      input.imports.map((found) => [
        found.original ?? found.path,
        found.external ? found.path.replace(/^node:/, '') : idOf(found.path),
      ]),
    );
    if (path === '<stdin>') {
      Object.assign(entries, table);
    } else {
      modules.set(idOf(path), asFunction(join(root, path)));
      links[idOf(path)] = table;
    }
  }
  return { modules, links, entries, versions };
}

interface Manifest {
  readonly version: string;
  readonly exports?: unknown;
}

function readManifest(root: string, name: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as Manifest;
}

/** Every subpath a package exports by name that loads in Node (not its types, and no other runtime's). */
export function packageSpecifiers(root: string, name: string): string[] {
  const manifest = readManifest(root, name);
  if (typeof manifest.exports !== 'object' || manifest.exports === null) return [name];
  const keys = Object.keys(manifest.exports).filter(
    (key) =>
      key.startsWith('.') && !key.includes('*') && !/\.json$|\.css$/.test(key) && !otherRuntimes.test(key),
  );
  return keys
    .map((key) => (key === '.' ? name : `${name}/${key.slice(2)}`))
    .filter((one) => resolves(root, one));
}

const otherRuntimes =
  /cloudflare|deno|bun|vercel|netlify|lambda|service-worker|jsx|\/dom|\/ssg|\/client|\/locales\/|\/v3|\/v4-mini|mini|\/core|\/src/;

function resolves(root: string, specifier: string): boolean {
  try {
    buildSync({
      stdin: { contents: `import ${JSON.stringify(specifier)}`, resolveDir: root },
      bundle: true,
      write: false,
      platform: 'node',
      conditions: ['node'],
      logLevel: 'silent',
    });
    return true;
  } catch {
    return false;
  }
}

function idOf(path: string): string {
  return path.replace(/^.*?node_modules\//, '');
}

function asFunction(file: string): string {
  const source = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return `function(exports,require,module){module.exports=${source}\n}`;
  const { code } = transformSync(source, {
    ...lowering,
    loader: 'js',
    format: 'cjs',
    sourcefile: relative(dirname(file), file),
    legalComments: 'inline',
  });
  return `function(exports,require,module,__filename,__dirname){${code}\n}`;
}
