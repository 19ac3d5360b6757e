import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { launchBrowser, openPage, paste, type RunningApp, startApp, typeInEditor } from './app.ts';

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

describe('what goes wrong is told', () => {
  it('an error in the code names its line and leads there', async () => {
    const { page } = await openPage(browser, app);
    await goTo(page, '/exercise/foundations/methods-status-headers/notice-board');
    await typeInEditor(page, 'const board = new Map();\nconst = 2;\n');
    await page.getByRole('button', { name: 'Run' }).click();
    const results = page.getByRole('region', { name: 'Results' });
    await results.getByText('could not be read', { exact: false }).first().waitFor(waitLong);
    await results
      .getByRole('button', { name: /app\.ts, line 2/ })
      .first()
      .click();
    await page.getByText('Line 2, column', { exact: false }).waitFor(waitLong);
  }, 60_000);

  it('data that was damaged is set aside, and the learner reads what happened', async () => {
    const { page } = await openPage(browser, app);
    await goTo(page, select);
    await typeInEditor(page, 'SELECT 42;');
    await page.getByText('Saved', { exact: true }).waitFor(waitLong);
    await app.kill();
    writeFileSync(join(app.dataFolder, 'backline.db'), 'this is no database');
    const again = await startApp(app.dataFolder);
    try {
      const { page: second } = await openPage(browser, again, { locale: 'pt-BR' });
      await second.getByText('estava danificado', { exact: false }).waitFor(waitLong);
    } finally {
      await again.close();
    }
  }, 60_000);

  it('the host goes away and comes back: what was typed meanwhile is saved', async () => {
    const { page } = await openPage(browser, app);
    await goTo(page, select);
    await typeInEditor(page, 'SELECT 1;');
    await page.getByText('Saved', { exact: true }).waitFor(waitLong);
    const port = Number(new URL(app.url).port);
    await app.kill();
    await page.getByText('The connection to Backline was lost', { exact: false }).waitFor(waitLong);
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await paste(page, 'SELECT 2;');
    const again = await startApp(app.dataFolder, port);
    try {
      // A new launch has a new token; opening the address it prints lets the old tab in again too.
      const second = await page.context().newPage();
      await second.goto(again.url);
      await page.getByText('Saved', { exact: true }).waitFor(waitLong);
      await second.goto(new URL(`/#${select}`, again.url).href);
      await second.locator('.view-lines', { hasText: /SELECT\s2;/ }).waitFor(waitLong);
    } finally {
      await again.close();
    }
  }, 60_000);
});
