import { ensureRunner } from '../sandbox/runner-bundle.ts';
import { buildElectron } from './build-electron.ts';
import { buildRenderer } from './build-renderer.ts';

/** Makes in `dist/` what is not there or not of the present sources: the window's pages, the sandbox's shelf, the desktop shell. */
export async function buildAll(): Promise<void> {
  await Promise.all([buildPages(), timed('desktop shell', buildElectron)]);
}

/** What browser mode needs of it. */
export async function buildPages(): Promise<void> {
  await Promise.all([timed('window', buildRenderer), timed('sandbox', () => ensureRunner(process.execPath))]);
}

/** Says what took long enough to be wondered at. */
async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await run();
  const seconds = (performance.now() - started) / 1000;
  if (seconds > 0.5) console.log(`built the ${what} in ${seconds.toFixed(1)} s`);
}

if (import.meta.main) {
  try {
    await buildAll();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
