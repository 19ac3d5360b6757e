import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstName } from '../../host/store/first-name.ts';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

const waitLong = { timeout: 30_000 };
const select = '/exercise/foundations/select/find-products';
let browser: Browser;
let app: RunningApp;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-exports-'));
  app = await startApp();
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
}

async function draft(page: Page, text: string): Promise<void> {
  await goTo(page, select);
  await typeInEditor(page, text);
  await page.getByText('Saved', { exact: true }).waitFor(waitLong);
}

async function expectDraft(page: Page, text: string): Promise<void> {
  await goTo(page, select);
  await page.locator('.view-lines', { hasText: text.replaceAll(' ', '\u00a0') }).waitFor(waitLong);
}

describe('data in the settings', () => {
  it('backs up, restores, and goes back to what was there before', async () => {
    const { page, faults } = await openPage(browser, app, { reducedMotion: 'reduce' });
    await draft(page, 'SELECT 1;');
    await goTo(page, '/settings');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('Backed up.', { exact: true }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await draft(page, 'SELECT 22;');
    await goTo(page, '/settings');
    const restore = page.getByRole('button', { name: /^Restore the backup of/ });
    const count = await restore.count();
    await restore.first().click();
    const dialog = page.getByRole('alertdialog');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => restore.count()).toBe(count + 1);
    await expectDraft(page, 'SELECT 1;');
    await goTo(page, '/settings');
    await restore.first().click();
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('is restored', { exact: false }).first().waitFor();
    await expectDraft(page, 'SELECT 22;');
    expect(faults).toEqual([]);
  }, 120_000);

  it('exports a profile as a file, deletes everything about it, and imports the file again', async () => {
    const { page, faults } = await openPage(browser, app, { reducedMotion: 'reduce', acceptDownloads: true });
    await draft(page, 'SELECT 333;');
    await goTo(page, '/settings');
    await page.getByRole('button', { name: `Rename ${firstName()}` }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Ana Maria');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export Ana Maria' }).click();
    expect((await download).suggestedFilename()).toMatch(/^backline-ana-maria-\d{4}-\d\d-\d\d\.json$/);
    const file = join(folder, 'exported.json');
    await (await download).saveAs(file);
    expect(JSON.parse(readFileSync(file, 'utf8')).drafts[0].files).toEqual({ 'query.sql': 'SELECT 333;' });

    const places = () =>
      page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('reading')));
    const ana: string = JSON.parse(readFileSync(file, 'utf8')).profile.id;
    await page.evaluate((id) => localStorage.setItem(`backline.reading.${id}.pack/lesson`, '{}'), ana);
    expect(await places()).toHaveLength(1);
    await page.getByRole('button', { name: 'Delete everything about Ana Maria' }).click();
    const alert = page.getByRole('alertdialog');
    const remove = alert.getByRole('button', { name: 'Delete everything about Ana Maria' });
    expect(await remove.isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await alert.getByRole('textbox').fill('Ana Maria');
    await alert.getByText('Take Ana Maria out of the backups too').click();
    await remove.click();
    await page.getByText('Everything about Ana Maria is deleted.').first().waitFor();
    await page.getByRole('button', { name: `Rename ${firstName()}` }).waitFor();
    expect(await page.getByText('Ana Maria', { exact: true }).count()).toBe(0);
    expect(await places()).toEqual([]);

    const choose = async (path: string) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Import a profile' }).click();
      await (await chooser).setFiles(path);
    };
    const foreign = join(folder, 'foreign.json');
    writeFileSync(foreign, '{"name": "something else"}');
    await choose(foreign);
    await page.getByText('It is not a profile that Backline exported.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    writeFileSync(foreign, readFileSync(file, 'utf8').replace('SELECT 333', 'SELECT 444'));
    await choose(foreign);
    await page.getByText('It was changed or damaged after it was exported.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    await choose(file);
    const dialog = page.getByRole('dialog', { name: 'Import Ana Maria?' });
    await dialog.getByText('0 attempts, 1 draft', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('button', { name: 'Switch to Ana Maria' }).click();
    await page.getByText('Ana Maria is learning now.').first().waitFor();
    await expectDraft(page, 'SELECT 333;');
    expect(faults).toEqual([]);
  }, 120_000);

  it('changes language, theme, size and motion at once, in every tab', async () => {
    const { page, faults } = await openPage(browser, app);
    await goTo(page, '/settings');
    const second = await page.context().newPage();
    await second.goto(new URL('/#/settings', app.url).href);
    await second.getByRole('heading', { name: 'Settings', level: 1 }).waitFor(waitLong);
    await page.getByText('High contrast', { exact: true }).click();
    await page.getByText('Reduced', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Size of text' }).fill('200');
    await page.keyboard.press('Enter');
    await page.getByText('Português (Brasil)', { exact: true }).click();
    await second.getByRole('heading', { name: 'Configurações', level: 1 }).waitFor();
    const looks = () =>
      second.evaluate(() => {
        const { dataset, lang } = document.documentElement;
        return { ...dataset, lang, size: getComputedStyle(document.documentElement).fontSize };
      });
    await expect
      .poll(looks)
      .toEqual({ theme: 'high-contrast', motion: 'reduced', lang: 'pt-BR', size: '32px' });
    expect(await violations(second)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);
});
