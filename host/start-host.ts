import type { Logger } from 'pino';
import { createSandbox } from '../sandbox/sandbox.ts';
import { appVersion, builtIn } from './built-in.ts';
import type { HostImplementation } from './contract/implementation.ts';
import { createHost } from './host.ts';
import { openLog } from './log.ts';
import { createPlaygrounds } from './playground/playgrounds.ts';
import { defaultDataFolder } from './store/data-folder.ts';
import { openStore, type Store } from './store/open-store.ts';

export interface StartHostOptions {
  readonly shell: 'browser' | 'desktop';
  /** Where the learner's data is; the system's usual place by default. */
  readonly dataFolder?: string | undefined;
  /** Packs, and folders of packs, a later one shadowing an earlier; the built-in ones by default. */
  readonly packFolders?: readonly string[] | undefined;
  /** A pack, or a folder of packs, that its author is working on: it is watched and certified with every save. */
  readonly previewFolder?: string | undefined;
  /** Path of the Node executable for the sandbox's runners; this process's own by default. */
  readonly nodePath?: string | undefined;
  /** Opens a folder with the system's file manager, where the shell can. */
  readonly openFolder?: (folder: string) => Promise<void>;
}

export interface StartedHost {
  readonly implementation: HostImplementation;
  readonly store: Store;
  readonly log: Logger;
  close(): Promise<void>;
}

const backupCheckMs = 60 * 60 * 1_000;

/**
 * Opens the learner's data, warms the sandbox and loads the packs: what both shells do before they
 * show anything. Throws a `StartFault` where the data cannot be used.
 */
export async function startHost(options: StartHostOptions): Promise<StartedHost> {
  const store = openStore(options.dataFolder ?? defaultDataFolder());
  try {
    const log = openLog(store.folder);
    const runsOn = options.nodePath === undefined ? {} : { nodePath: options.nodePath };
    const sandbox = await createSandbox(runsOn);
    const playgrounds = createPlaygrounds({
      openSandbox: () => createSandbox({ ...runsOn, runners: 1, jobMs: Number.POSITIVE_INFINITY }),
    });
    const version = appVersion();
    const implementation = createHost({
      store,
      sandbox,
      startSandbox: () => createSandbox({ ...runsOn, runners: 1 }),
      playgrounds,
      packFolders: options.packFolders ?? [builtIn.packFolder],
      appVersion: version,
      shell: options.shell,
      log,
      openFolder: options.openFolder ?? null,
      previewFolder: options.previewFolder,
    });
    for (const notice of store.notices) log.warn({ notice }, 'told the learner');
    log.info({ version, shell: options.shell }, 'started');
    // A classroom machine may stay on for weeks.
    const backups = setInterval(() => store.backUpIfDue(), backupCheckMs).unref();
    return {
      implementation,
      store,
      log,
      close: async () => {
        clearInterval(backups);
        await implementation.close();
        await Promise.all([playgrounds.close(), sandbox.close()]);
        store.close();
        log.info('closed');
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
