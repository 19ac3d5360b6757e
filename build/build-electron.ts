import { readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { replaceFolder } from './replace-folder.ts';
import { root } from './root.ts';

/**
 * Bundles the desktop shell into `dist/electron`: `main.js`, and `preload.cjs` because a sandboxed
 * preload must be one CommonJS file. Packages stay outside, as they have native parts.
 */
export async function buildElectron(place = join(root, 'dist/electron')): Promise<void> {
  const unfinished = `${place}.building-${process.pid}`;
  const common = { bundle: true, target: 'node24', absWorkingDir: root, logLevel: 'warning' } as const;
  try {
    await build({
      ...common,
      entryPoints: ['electron/main.ts'],
      outfile: join(unfinished, 'main.js'),
      format: 'esm',
      platform: 'node',
      packages: 'external',
      plugins: [keepModulePlaces(place)],
    });
    await build({
      ...common,
      entryPoints: ['electron/preload.ts'],
      outfile: join(unfinished, 'preload.cjs'),
      format: 'cjs',
      platform: 'node',
      external: ['electron'],
    });
    if (readFileSync(join(unfinished, 'preload.cjs'), 'utf8').includes('zod')) {
      throw new Error('the preload has more in it than it needs: something it imports is not light');
    }
    replaceFolder(unfinished, place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * A module that looks for files beside itself (`import.meta.url`) finds them from the bundle too:
 * its address is that of its source, seen from the bundle. The package has the same folders.
 */
function keepModulePlaces(place: string): Plugin {
  return {
    name: 'keep-module-places',
    setup: (bundle) => {
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes('import.meta.url')) return null;
        const from = relative(place, path).replaceAll(sep, '/');
        const address = `new URL(${JSON.stringify(from)}, import.meta.url).href`;
        return { contents: source.replaceAll('import.meta.url', address), loader: 'ts' };
      });
    },
  };
}
