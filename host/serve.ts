import { builtIn } from './built-in.ts';
import { type Served, serveHost } from './serve-host.ts';
import { StartFault } from './start-fault.ts';
import { startHost } from './start-host.ts';
import { findStaticFile } from './static-files.ts';

export interface ServeOptions {
  /** A port to insist on, or 0 for any free one; by default a fixed one, or any free where that is taken. */
  readonly port?: number | undefined;
  /** Where the learner's data is; the system's usual place by default. */
  readonly dataFolder?: string | undefined;
  /** Packs, and folders of packs, a later one shadowing an earlier; the built-in ones by default. */
  readonly packFolders?: readonly string[] | undefined;
  /** A pack, or a folder of packs, that its author is working on: it is watched and certified with every save. */
  readonly previewFolder?: string | undefined;
  /** The built renderer; the checkout's `dist/renderer` by default. */
  readonly rendererFolder?: string | undefined;
}

/** Runs Backline for a browser on this computer. Throws a `StartFault` where it cannot start. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const rendererFolder = options.rendererFolder ?? builtIn.rendererFolder;
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

/**
 * Serves, prints the address on a line of its own, and closes on Ctrl+C or SIGTERM. A start that
 * fails is told in two sentences, and the process ends with 2.
 */
export async function serveUntilInterrupted(options: ServeOptions = {}): Promise<void> {
  let served: Served;
  try {
    served = await serve(options);
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    console.error(`${error.message}\n${error.nextStep}`);
    process.exitCode = 2;
    return;
  }
  console.log(`Backline is at ${served.url}`);
  console.log('Press Ctrl+C to end it.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await served.close();
}
