import { ensureShelf } from '../sandbox/shelf/shelf.ts';
import { buildElectron } from './build-electron.ts';
import { buildRenderer } from './build-renderer.ts';

/** Makes in `dist/` what is not there or not of the present sources: the window, the sandbox's shelf, the desktop shell. */
export async function buildAll(): Promise<void> {
  const built = await Promise.all([
    timed('window', buildRenderer),
    timed('shelf', ensureShelf),
    timed('desktop shell', buildElectron),
  ]);
  for (const line of built) if (line !== null) console.log(line);
}

async function timed(what: string, run: () => Promise<unknown>): Promise<string | null> {
  const started = performance.now();
  if ((await run()) === false) return null;
  return `built the ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`;
}

if (import.meta.main) {
  try {
    await buildAll();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
