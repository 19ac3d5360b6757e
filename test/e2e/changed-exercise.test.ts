import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packsFolderOf } from '../../host/packs/index-file.ts';
import { installPack } from '../../host/packs/install-pack.ts';
import { startHost } from '../../host/start-host.ts';
import { buildArchive } from '../../lessons/archive/build-archive.ts';
import { packId, smallPack } from '../hostile/small-pack.ts';
import { launchBrowser, openPage, startApp } from './app.ts';

const waitLong = { timeout: 30_000 };
const exerciseId = `${packId}/rows/count`;

function install(dataFolder: string, version: string, change: Readonly<Record<string, string>> = {}): void {
  const files = smallPack(version);
  for (const [path, text] of Object.entries(change)) files.set(path, Buffer.from(text));
  const built = buildArchive({ id: packId, version }, files);
  if (!built.ok) throw new Error(built.fault.code);
  const request = { packsFolder: packsFolderOf(dataFolder), builtInIds: new Set<string>(), accept: {} };
  expect(installPack(built.value, request).status).toBe('installed');
}

async function pass(dataFolder: string): Promise<void> {
  const host = await startHost({ shell: 'browser', dataFolder, packFolders: [] });
  const profileId = host.store.profiles.list().active;
  const files = { 'query.sql': 'SELECT count(*) FROM things' };
  const context = { signal: new AbortController().signal, progress: () => {} };
  const { methods } = host.implementation;
  const { report } = await methods['grade.submit']({ profileId, exerciseId, files, locale: 'en' }, context);
  await host.close();
  expect(report.passed).toBe(true);
}

it('a learner is told that an exercise they passed asks for something else since', {
  timeout: 180_000,
}, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backline-changed-'));
  install(dataFolder, '1.0.0');
  await pass(dataFolder);
  install(dataFolder, '1.1.0', { 'rows/count/task.md': 'Count the things with `total(id)`.\n' });
  const app = await startApp(dataFolder);
  const browser = await launchBrowser();
  try {
    const { page, faults } = await openPage(browser, app, { locale: 'pt-BR' });
    await page.goto(new URL(`/#/lesson/${packId}/rows`, app.url).href);
    await page.getByText('mudou desde que você passou').waitFor(waitLong);
    await page.goto(new URL(`/#/exercise/${exerciseId}`, app.url).href);
    await page.getByText('passou a pedir outra coisa').waitFor(waitLong);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    await app.close();
  }
});
