import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, it } from 'vitest';
import { buildAll } from '../../build/build.ts';
import { installedElectron } from '../../build/electron-binary.ts';
import { root } from '../../build/root.ts';

/** The real program, where this machine has it: the one thing that a stand-in cannot show. */
const electron = installedElectron();
if (!electron.ok) console.warn(`SKIPPED: the desktop window was not opened for real. ${electron.why}`);

it.skipIf(!electron.ok)('opens a window that reaches its host', { timeout: 300_000 }, async () => {
  if (!electron.ok) return;
  const folder = mkdtempSync(join(tmpdir(), 'backline-electron-'));
  await buildAll();
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [root, `--data=${folder}`],
    env: { ...(process.env as Record<string, string>), BACKLINE_NODE: process.execPath },
  });
  try {
    const window = await app.firstWindow();
    await window.getByRole('main').waitFor();
    expect(window.url()).toMatch(/^app:\/\/backline\//);
    expect(await window.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
