import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { sourceHash } from './source-hash.ts';

/** Everything that a bundle of declarations depends on. */
export const shelfTypesSources = [
  'build/shelf-types.ts',
  'build/world-types.ts',
  'sandbox/shelf',
  'package-lock.json',
];

/** A bundle of declarations as JSON, made once for these sources and packages and kept in `dist/`. */
export async function storedShelfTypes(bundle: string): Promise<string> {
  const folder = join(root, 'dist/shelf-types', sourceHash(root, shelfTypesSources));
  const file = join(folder, `${bundle.replaceAll('/', '--')}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  // Only where there is something to make is TypeScript loaded.
  const { shelfTypes } = await import('./shelf-types.ts');
  const text = JSON.stringify(shelfTypes(root, bundle));
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
  return text;
}
