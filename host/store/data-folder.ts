import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StartFault } from '../start-fault.ts';

/** Where each system keeps an application's data (XDG Base Directory, Apple's and Microsoft's conventions). */
export function defaultDataFolder(platform: NodeJS.Platform = process.platform, env = process.env): string {
  switch (platform) {
    case 'win32':
      return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Backline');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Backline');
    default:
      return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'backline');
  }
}

/** Makes the folder and proves that it can be written to, so that the failure is told at start and not at a save. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, `.write-probe-${process.pid}`);
    writeFileSync(probe, 'x', { flush: true });
    rmSync(probe);
  } catch (cause) {
    throw new StartFault(
      {
        code: 'data-folder-unwritable',
        message: `Backline keeps your work in ${folder} and cannot write there (${reasonOf(cause)}).`,
        nextStep:
          'Make that folder writable and see that its disk has room, or choose another: --data FOLDER.',
      },
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}
