import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

export type Found =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly why: string };

const reachMs = 3_000;
const downloadMs = 5 * 60 * 1_000;
const electronPackage = join(root, 'node_modules/electron');

/** Electron's program, downloaded where it is not there yet and can be, or why no window can open. */
export async function findElectron(): Promise<Found> {
  const found = installedElectron();
  if (found.ok || windowObstacle() !== null) return found;
  await download();
  return installedElectron();
}

/** Electron's program where it is there and a window can be opened, or why not. */
export function installedElectron(): Found {
  const obstacle = windowObstacle();
  if (obstacle !== null) return { ok: false, why: obstacle };
  const folder = electronFolder();
  if (folder === null) {
    return { ok: false, why: "Electron's program is not installed and could not be downloaded." };
  }
  return { ok: true, path: join(folder, programName()) };
}

/** The folder with Electron's program, or null where it has not been downloaded. */
export function electronFolder(): string | null {
  if (!existsSync(join(electronPackage, 'path.txt'))) return null;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronPackage, 'dist');
  return existsSync(join(folder, programName())) ? folder : null;
}

function programName(): string {
  return readFileSync(join(electronPackage, 'path.txt'), 'utf8');
}

function windowObstacle(): string | null {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display to open a window on.';
  return process.getuid?.() === 0 ? "Electron's sandbox does not run as root." : null;
}

/** Asks first whether the place can be reached at all, so that a computer without internet does not wait. */
async function download(): Promise<void> {
  const from = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases';
  try {
    await fetch(from, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) });
  } catch {
    return;
  }
  console.log("Downloading Electron's program, once …");
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [join(electronPackage, 'install.js')], {
      stdio: 'ignore',
      timeout: downloadMs,
    });
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}
