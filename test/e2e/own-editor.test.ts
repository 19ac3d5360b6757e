import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

const packs = [fileURLToPath(new URL('../fixtures/packs/counting', import.meta.url))];
const exercise = '/exercise/counting/counting/rows';
const right = 'SELECT count(*) FROM things;\n';
const waitLong = { timeout: 30_000 };

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchBrowser(), startApp(undefined, 0, packs)]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function goTo(page: Page, path = exercise): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.locator('.monaco-editor').first().waitFor(waitLong);
}

const shown = (page: Page, text: RegExp) => page.locator('.view-lines', { hasText: text });

it('grades what is saved in another editor, tells what it cannot take, and asks where both changed', async () => {
  const { page, faults } = await openPage(browser, app, { reducedMotion: 'reduce' });
  await goTo(page);
  await page.getByRole('button', { name: 'Open in my own editor' }).click();
  const bar = page.getByRole('region', { name: 'In your own editor' });
  await bar.getByText('Whatever you save there', { exact: false }).waitFor(waitLong);
  const folder = (await bar.locator('code').textContent()) ?? '';
  const file = join(folder, 'query.sql');
  expect(folder.startsWith(app.dataFolder)).toBe(true);
  expect(existsSync(file)).toBe(true);
  expect(await violations(page)).toEqual([]);

  const results = page.getByRole('region', { name: 'Results' });
  writeFileSync(file, 'SELECT 7;\n');
  await shown(page, /SELECT\s7;/).waitFor(waitLong);
  await results.getByText('0 of 3 passed').waitFor(waitLong);
  writeFileSync(file, right);
  await results.getByText('Everything that ran passes').waitFor(waitLong);
  await typeInEditor(page, 'SELECT 8;');
  await expect.poll(() => readFileSync(file, 'utf8'), waitLong).toBe('SELECT 8;');

  rmSync(file);
  await bar
    .getByText('query.sql, which is run first, is not in the folder.', { exact: false })
    .waitFor(waitLong);
  await shown(page, /SELECT\s8;/).waitFor(waitLong);
  writeFileSync(file, 'SELECT 9;\n');
  await shown(page, /SELECT\s9;/).waitFor(waitLong);

  await bar.getByRole('button', { name: 'Stop' }).click();
  await bar.waitFor({ state: 'detached' });
  writeFileSync(file, 'in the folder');
  await typeInEditor(page, 'in the window');
  await page.getByText('Saved', { exact: true }).waitFor(waitLong);
  await page.getByRole('button', { name: 'Open in my own editor' }).click();
  const question = page.getByRole('alertdialog', { name: 'The folder and this window have different files' });
  await question.getByRole('button', { name: 'Use the folder’s' }).click();
  await shown(page, /in\sthe\sfolder/).waitFor(waitLong);
  await page.getByText('Saved', { exact: true }).waitFor(waitLong);
  expect(readFileSync(file, 'utf8')).toBe('in the folder');
  // To leave the page is to stop.
  await page.goto(new URL('/#/', app.url).href);
  await page.getByRole('heading', { level: 1 }).waitFor(waitLong);
  writeFileSync(file, right);
  await goTo(page);
  await shown(page, /in\sthe\sfolder/).waitFor(waitLong);
  expect(faults).toEqual([]);
}, 120_000);

it('two tabs on one exercise follow each other, and ask where both have typed', async () => {
  const { page: one } = await openPage(browser, app);
  await goTo(one);
  const two = await one.context().newPage();
  await goTo(two);
  await typeInEditor(one, 'SELECT 21;');
  await shown(two, /SELECT\s21;/).waitFor(waitLong);
  await typeInEditor(two, 'SELECT 22;');
  await shown(one, /SELECT\s22;/).waitFor(waitLong);

  // Neither can save while the host is away; the one that comes second is asked, and loses nothing.
  const port = Number(new URL(app.url).port);
  await app.kill();
  await typeInEditor(one, 'SELECT 23;');
  await typeInEditor(two, 'SELECT 24;');
  const again = await startApp(app.dataFolder, port, packs);
  try {
    const third = await one.context().newPage();
    await third.goto(again.url);
    const asked = (page: Page) => page.getByRole('alertdialog', { name: /changed in another window/ });
    await expect.poll(async () => (await asked(one).count()) + (await asked(two).count()), waitLong).toBe(1);
    const late = (await asked(one).count()) === 1 ? one : two;
    for (const version of [/SELECT 23;/, /SELECT 24;/]) await asked(late).getByText(version).waitFor();
    await asked(late).getByRole('button', { name: 'Keep what is here' }).click();
    const kept = late === one ? /SELECT\s23;/ : /SELECT\s24;/;
    await shown(one, kept).waitFor(waitLong);
    await shown(two, kept).waitFor(waitLong);
  } finally {
    await again.close();
  }
}, 120_000);
