import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildArchive, signArchive } from '../../lessons/archive/build-archive.ts';
import { openArchive } from '../../lessons/archive/open-archive.ts';
import { newSigningKey, readSigningKey } from '../../lessons/archive/signature.ts';
import { packId, smallPack } from '../hostile/small-pack.ts';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp } from './app.ts';

const waitLong = { timeout: 30_000 };
let browser: Browser;
let app: RunningApp;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-archives-'));
  app = await startApp();
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A small pack as a file, signed where there is a key. */
function archive(version: string, pem: string | null, task = 'Count the rows.'): string {
  const built = buildArchive({ id: packId, version }, smallPack(version, task));
  if (!built.ok) throw new Error(built.fault.code);
  const opened = openArchive(built.value);
  const key = pem === null ? null : readSigningKey(pem);
  if (!opened.ok) throw new Error(opened.fault.code);
  const file = join(folder, `small ${version} ${Math.random().toString(36).slice(2)}.backline`);
  writeFileSync(file, key === null ? built.value : signArchive(opened.value, key));
  return file;
}

async function openSettings(options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, app, { reducedMotion: 'reduce', ...options });
  await opened.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
  await opened.page.goto(new URL('/#/settings', app.url).href);
  await opened.page.getByRole('button', { name: 'Install from a file' }).waitFor(waitLong);
  return opened;
}

async function choose(page: Page, file: string, button = 'Install from a file'): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

async function drop(page: Page, file: string): Promise<void> {
  const bytes = readFileSync(file).toString('base64');
  await page.evaluate(
    ({ base64, name }) => {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], name));
      const target = document.querySelector('main h1') ?? document.body;
      for (const type of ['dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { base64: bytes, name: file.split('/').at(-1) ?? '' },
  );
}

async function install(page: Page, file: string): Promise<void> {
  await choose(page, file);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Install|Update)$/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

const packRow = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Small' });

describe('packs in the settings', () => {
  it('installs an unsigned pack from a file, shows its lessons, and takes it away again', async () => {
    const { page, faults } = await openSettings();
    await choose(page, archive('1.0.0', null));
    const dialog = page.getByRole('dialog', { name: 'Install Small?' });
    await dialog.getByText('Nobody signed this pack').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await packRow(page).count()).toBe(0);

    await install(page, archive('1.0.0', null));
    await packRow(page).getByText('Not signed').waitFor();
    await packRow(page)
      .getByText(/^(Certified on this computer|Not certified: \d+ errors?)$/)
      .waitFor(waitLong);
    await page.getByRole('link', { name: 'Backline' }).click();
    await page
      .getByRole('link', { name: /1\.1 Rows/ })
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await packRow(page).getByRole('button', { name: 'Remove Small' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove pack' }).click();
    await packRow(page).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  }, 90_000);

  it('installs a signed one by dropping it, knows its key the next time, and asks where the key changed', async () => {
    const { page, faults } = await openSettings();
    const mine = newSigningKey();
    await drop(page, archive('1.0.0', mine));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Signed by a key that is new here').waitFor();
    const fingerprint = (await dialog.locator('code').first().textContent()) ?? '';
    expect(fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    await dialog.getByRole('button', { name: 'Install' }).click();
    await packRow(page).getByText(fingerprint).waitFor();

    await choose(page, archive('1.1.0', mine), 'Update Small from a file');
    await page.getByRole('dialog', { name: 'Update Small?' }).getByText('Signed by a key you know').waitFor();
    await dialog.getByRole('button', { name: 'Update', exact: true }).click();
    await packRow(page).getByText('Version 1.1.0').waitFor();

    await drop(page, archive('1.2.0', newSigningKey()));
    const alert = page.getByRole('alertdialog');
    await alert.getByText('The key changed').waitFor();
    expect(await alert.locator('code').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    const anyway = alert.getByRole('button', { name: 'Install all the same' });
    expect(await anyway.isDisabled()).toBe(true);
    await alert.getByText('The author confirmed the new fingerprint').click();
    await anyway.click();
    await packRow(page).getByText('Version 1.2.0').waitFor();

    await drop(page, archive('1.3.0', null));
    await alert.getByText('The signature is missing').waitFor();
    expect(await anyway.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await packRow(page).getByText('Version 1.2.0').waitFor();
    expect(faults).toEqual([]);
  }, 90_000);

  it('says why a damaged, an older and a differing file is not installed', async () => {
    const { page, faults } = await openSettings();
    await install(page, archive('2.0.0', null));
    await packRow(page).getByText('Version 2.0.0').waitFor();
    const dialog = page.getByRole('dialog');

    const cut = archive('3.0.0', null);
    writeFileSync(cut, readFileSync(cut).subarray(0, -30));
    await drop(page, cut);
    await dialog.getByText('What is wrong with it').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();

    await drop(page, archive('1.0.0', null));
    await dialog.getByText('this file has the older version 1.0.0', { exact: false }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Install' }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Close' }).click();

    await drop(page, archive('2.0.0', null, 'Another task.'));
    await dialog.getByText('installed with other content', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    const large = join(folder, 'large.backline');
    writeFileSync(large, Buffer.alloc(6_000_000));
    await choose(page, large);
    await dialog.getByText('backline pack install large.backline --data', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await packRow(page).getByText('Version 2.0.0').waitFor();
    expect(faults).toEqual([]);
  }, 90_000);
});
