import { fileURLToPath } from 'node:url';
import { type Served, serveHost } from './serve-host.ts';
import { StartFault } from './start-fault.ts';
import { startHost } from './start-host.ts';
import { findStaticFile } from './static-files.ts';

export interface ServeOptions {
  /** A port to insist on, or 0 for any free one; by default a fixed one, or any free where that is taken. */
  readonly port?: number | undefined;
  /** Where the learner's data is; the system's usual place by default. */
  readonly dataFolder?: string | undefined;
  /** Packs, and folders of packs, beside the built-in ones. */
  readonly packFolders?: readonly string[] | undefined;
  /** The built renderer; the checkout's `dist/renderer` by default. */
  readonly rendererFolder?: string | undefined;
}

/** Runs Backline for a browser on this computer. Throws a `StartFault` where it cannot start. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const rendererFolder =
    options.rendererFolder ?? fileURLToPath(new URL('../dist/renderer', import.meta.url));
  if (findStaticFile(rendererFolder, '/') === null) {
    throw new StartFault({
      code: 'not-built',
      message: `The pages of Backline are not in ${rendererFolder}.`,
      nextStep: 'Build them first: npm run build',
    });
  }
  const host = await startHost({ ...options, shell: 'browser' });
  try {
    const served = await serveHost(host, { port: options.port, rendererFolder });
    host.store.announce(served.url);
    return {
      url: served.url,
      close: async () => {
        await served.close();
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}
