import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageSpecifiers } from '../sandbox/shelf/package-modules.ts';
import { nodeBundle } from './type-bundles.ts';
import { nodeTypesFolder, ofWorld } from './world-types.ts';

/** Path below the project (`node_modules/…`) to text. */
export type TypeFiles = Readonly<Record<string, string>>;

/**
 * The declarations that the editor needs for one of `typeBundles`: every file that is reachable from what
 * a learner can import of it, with the package.json files that lead there, and the licences. What the
 * bundle of Node has is not repeated in the others. Takes a second or two.
 */
export function shelfTypes(root: string, bundle: string): TypeFiles {
  if (bundle === nodeBundle) return reachable(root, `/// <reference path="${nodeTypesFolder}index.d.ts" />`);
  const specifiers = bundle === 'better-sqlite3' ? [bundle] : packageSpecifiers(root, bundle);
  const files = reachable(root, specifiers.map((name) => `import ${JSON.stringify(name)};`).join('\n'));
  return Object.fromEntries(Object.entries(files).filter(([path]) => !ofNode.test(path)));
}

const ofNode = /^node_modules\/(@types\/node|undici-types)\//;

function reachable(root: string, entry: string): TypeFiles {
  const files: Record<string, string> = {};
  for (const { fileName, text } of programOf(root, entry).getSourceFiles()) {
    const path = fileName.slice(root.length + 1);
    if (fileName.startsWith(root) && /^node_modules\/(?!@?typescript\/)/.test(path)) files[path] = text;
  }
  const folders = new Set(Object.keys(files).flatMap(packageFolders));
  for (const folder of folders) {
    const manifest = join(root, folder, 'package.json');
    if (!existsSync(manifest)) continue;
    files[`${folder}/package.json`] = forResolution(readFileSync(manifest, 'utf8'));
    const licence = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    if (licence) files[`${folder}/${licence}`] = readFileSync(join(root, folder, licence), 'utf8');
  }
  return files;
}

function programOf(root: string, entry: string): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts'],
    types: [],
    noEmit: true,
  };
  const entryFile = join(root, 'shelf-types-entry.ts');
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => file === entryFile || fileExists(file);
  host.getSourceFile = (file, settings) => {
    const text = file === entryFile ? entry : readFile(file);
    return text === undefined
      ? undefined
      : ts.createSourceFile(file, ofWorld(file.slice(root.length + 1), text), settings);
  };
  return ts.createProgram({ rootNames: [entryFile], options, host });
}

/** The folders from a file's up to its package's, in any of which a package.json may stand. */
function packageFolders(path: string): string[] {
  const [owner] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path) ?? [path];
  const below = path
    .slice(owner.length + 1)
    .split('/')
    .slice(0, -1);
  return [owner, ...below.map((_, at) => [owner, ...below.slice(0, at + 1)].join('/'))];
}

/** What of a package.json leads to its declarations. */
function forResolution(text: string): string {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(manifest).filter(([key]) => leading.has(key))));
}

const leading = new Set([
  'name',
  'version',
  'type',
  'main',
  'module',
  'types',
  'typings',
  'typesVersions',
  'exports',
]);
