import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

const waitLong = { timeout: 30_000 };
const select = '/exercise/foundations/select/find-products';
let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
}

it('leads to the first lesson where there is nothing, and then shows what was tried', async () => {
  const { page, faults } = await openPage(browser, app, { reducedMotion: 'reduce' });
  await goTo(page, '/');
  await page.getByRole('link', { name: 'Progress' }).click();
  await page.getByRole('heading', { name: 'Nothing to show yet' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('main').getByRole('button').click();
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#\/lesson\/foundations\//);

  await goTo(page, select);
  await typeInEditor(page, 'SELECT 1;');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('heading', { name: '0 of 5 passed' }).waitFor(waitLong);

  // By the palette, as everything can be reached.
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Progress');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'By week' }).waitFor();
  const row = page.getByRole('row', { name: /SELECT|Asking|select/i }).filter({ hasText: 'In progress' });
  await row.first().waitFor();
  expect(await row.count()).toBe(1);
  await page.getByText(/^Week of .*: 1 attempt, none passed, –$/).waitFor({ state: 'attached' });
  await page.getByRole('radio', { name: 'Table' }).click();
  await page.getByRole('columnheader', { name: 'Week of' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 120_000);
