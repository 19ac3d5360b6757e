import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { firstStart, launchBrowser, openPage, paste, type RunningApp, startApp } from './app.ts';

const waitLong = { timeout: 30_000 };
const solution = readFileSync(
  fileURLToPath(
    new URL('../../lessons/packs/foundations/select/find-products/solution/query.sql', import.meta.url),
  ),
  'utf8',
);
let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp(firstStart());
});
afterEach(() => app.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const home = /What users see is the tip/;

/** Tabs until what is focused has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return (
        element?.getAttribute('aria-label') ?? element?.closest('label')?.textContent ?? element?.textContent
      );
    });
    if (name.test(focused ?? '')) return;
  }
  throw new Error(`nothing that Tab reaches is called ${name}`);
}

it('asks for language, theme and a first lesson once, by keyboard alone, and a pass is minutes away', async () => {
  const { page, faults } = await openPage(browser, app, { reducedMotion: 'reduce' });
  const begun = Date.now();
  await heading(page, 'Welcome to Backline').waitFor(waitLong);
  expect(await violations(page)).toEqual([]);
  await tabTo(page, /^English/);
  await page.keyboard.press('ArrowRight');
  await heading(page, 'Boas-vindas ao Backline').waitFor();
  await tabTo(page, /^Como o sistema/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  expect(await violations(page)).toEqual([]);
  await tabTo(page, /^Começar esta lição/);
  await page.keyboard.press('Enter');
  await heading(page, 'Métodos, status e cabeçalhos').waitFor(waitLong);

  await page.goto(new URL('/#/exercise/foundations/select/find-products', app.url).href);
  await page.locator('.monaco-editor').first().waitFor(waitLong);
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await paste(page, solution);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await page.getByRole('heading', { name: '5 de 5' }).first().waitFor(waitLong);
  expect(Date.now() - begun).toBeLessThan(180_000);

  await page.goto(new URL('/#/', app.url).href);
  await heading(page, 'O que se vê é só a ponta.').waitFor(waitLong);
  expect(faults).toEqual([]);
}, 120_000);

it('can be skipped, does not come back by itself, and is reached again from the settings', async () => {
  const { page, faults } = await openPage(browser, app, { contrast: 'more' });
  await heading(page, 'Welcome to Backline').waitFor(waitLong);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('high-contrast');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Look around first' }).click();
  await heading(page, home).waitFor(waitLong);
  await page.reload();
  await heading(page, home).waitFor(waitLong);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Show the first steps' }).click();
  await heading(page, 'Welcome to Backline').waitFor();
  await page.getByRole('button', { name: 'Look around first' }).click();
  await heading(page, home).waitFor(waitLong);
  expect(faults).toEqual([]);
}, 60_000);
