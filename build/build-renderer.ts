import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder } from './replace-folder.ts';
import { root } from './root.ts';
import { sourceHash } from './source-hash.ts';
import { shelfTypesSources } from './stored-shelf-types.ts';

/** Everything that the window's bundle is made of. */
const sources = [
  'renderer',
  'host/contract',
  'lessons/format',
  'lessons/kinds',
  'build/build-renderer.ts',
  'build/vite.config.ts',
  'build/shelf-types-plugin.ts',
  'build/type-bundles.ts',
  ...shelfTypesSources,
];

/** Builds `dist/renderer` unless it is of the present sources already. Gives whether it built. */
export async function buildRenderer(): Promise<boolean> {
  const place = join(root, 'dist/renderer');
  const hashFile = join(place, 'sources.hash');
  const hash = sourceHash(root, sources);
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return false;
  const unfinished = `${place}.building-${process.pid}`;
  const { NODE_ENV } = process.env;
  try {
    // A test runner sets it otherwise, and React would come in its development build, larger and slower.
    process.env.NODE_ENV = 'production';
    // Only a stale build pays for loading Vite.
    const { build } = await import('vite');
    await build({
      configFile: join(root, 'build/vite.config.ts'),
      build: { outDir: unfinished, rolldownOptions: { checks: { pluginTimings: false } } },
      logLevel: 'warn',
    });
    writeFileSync(join(unfinished, 'sources.hash'), hash);
    replaceFolder(unfinished, place);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return true;
}
