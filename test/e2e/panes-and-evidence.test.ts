import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

const packs = fileURLToPath(new URL('../fixtures/packs/kinds', import.meta.url));
const waitLong = { timeout: 40_000 };
const select = '/exercise/foundations/select/find-products';

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  const foundations = fileURLToPath(new URL('../../lessons/packs', import.meta.url));
  [browser, app] = await Promise.all([launchBrowser(), startApp(undefined, 0, [foundations, packs])]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function open(path: string, options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, app, { reducedMotion: 'reduce', ...options });
  await goTo(opened.page, path);
  return opened;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.locator('.monaco-editor').first().waitFor(waitLong);
}

const pane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const widthOf = async (page: Page, name: string) => (await pane(page, name).boundingBox())?.width ?? 0;

describe('panes', () => {
  it('go and come by their keys at 1024 × 700, and their widths are kept', async () => {
    const { page, faults } = await open(select, { viewport: { width: 1024, height: 700 } });
    for (const [key, name] of [
      ['ControlOrMeta+B', 'Task'],
      ['ControlOrMeta+J', 'Results'],
      ['ControlOrMeta+Shift+E', 'Editor'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => widthOf(page, name)).toBe(0);
      await page.keyboard.press(key);
      await expect.poll(() => widthOf(page, name)).toBeGreaterThan(150);
    }
    const before = await widthOf(page, 'Task');
    await page.getByRole('separator', { name: 'Width of the task' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => widthOf(page, 'Task')).toBeGreaterThan(before + 20);
    const wider = await widthOf(page, 'Task');
    await page.reload();
    await page.locator('.monaco-editor').first().waitFor(waitLong);
    await expect.poll(() => widthOf(page, 'Task')).toBeCloseTo(wider, -1);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
    expect(faults).toEqual([]);
  }, 90_000);

  it('the palette does what the keys of the page do, and only on that page', async () => {
    const { page, faults } = await open(select);
    const choose = async (typed: string) => {
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('dialog').getByRole('menuitem').first().waitFor();
      await page.keyboard.type(typed);
      await page.locator('[role=menuitem][data-focused]', { hasText: new RegExp(typed, 'i') }).waitFor();
      await page.keyboard.press('Enter');
    };
    await choose('hide or show the task');
    await expect.poll(() => widthOf(page, 'Task')).toBe(0);
    await typeInEditor(page, 'select name from products');
    await choose('format the file');
    await page.locator('.view-line', { hasText: 'SELECT' }).first().waitFor(waitLong);
    await choose('submit');
    await pane(page, 'Results')
      .getByRole('heading', { name: /^\d of 5 passed/ })
      .waitFor(waitLong);

    await page.goto(new URL('/#/settings', app.url).href);
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('dialog').getByRole('menuitem').first().waitFor();
    expect(await page.getByRole('menuitem', { name: 'Submit' }).count()).toBe(0);
    expect(faults).toEqual([]);
  }, 90_000);

  it('are left by Escape, and Tab moves on where that was chosen', async () => {
    const { page } = await open(select);
    const isInEditor = () => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Tab');
    expect(await isInEditor()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(isInEditor).toBe(false);

    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+M');
    await page.getByRole('status').filter({ hasText: 'Tab now moves the focus out' }).waitFor();
    await page.getByRole('button', { name: /Tab moves focus/ }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(isInEditor).toBe(false);
  }, 60_000);
});

describe('evidence', () => {
  async function submitWrong(page: Page, exercise: string, wrong: string, entry: string): Promise<void> {
    await goTo(page, `/exercise/kinds/${exercise}`);
    await typeInEditor(page, readFileSync(join(packs, exercise, 'wrong', wrong, entry), 'utf8'));
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await pane(page, 'Results').getByText('Failed').first().waitFor(waitLong);
  }

  it('a request that got no response is not called as expected', async () => {
    const { page, faults } = await open('/exercise/foundations/methods-status-headers/notice-board');
    await typeInEditor(
      page,
      "import { createServer } from 'node:http';\nexport default createServer(() => {});\n",
    );
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    const results = pane(page, 'Results');
    await results.getByText('No response came.').first().waitFor(waitLong);
    expect(await results.getByText('as expected').count()).toBe(0);
    expect(faults).toEqual([]);
  }, 90_000);

  it('a request can be repeated with curl, rows are marked by a sign, a plan and a chart are texts as well', async () => {
    const { page, faults } = await open(select);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const results = pane(page, 'Results');

    await submitWrong(page, 'http/orders-with-items', 'forgets-empty', 'app.ts');
    await results.getByRole('button', { name: 'Copy as curl' }).first().click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^curl /);
    expect(copied).toContain('http://localhost:3000/orders');

    await submitWrong(page, 'sql/spend-per-city', 'inner-join', 'query.sql');
    const rows = results.getByRole('figure', { name: /^Rows/ }).first();
    await rows.getByText(/^The order of the rows (counts|does not count)\.$/).waitFor(waitLong);
    await rows.getByText('missing').first().waitFor();

    await submitWrong(page, 'plan/latest-events', 'one-column', 'query.sql');
    const plan = results.getByRole('figure', { name: 'Query plan' }).first();
    await plan.getByText('costly').first().waitFor(waitLong);
    await plan
      .getByText(/steps? from row to row/)
      .first()
      .waitFor();
    await plan.getByText('As SQLite prints it').first().waitFor();

    await submitWrong(page, 'http/orders-with-items', 'one-by-one', 'app.ts');
    const chart = results.getByRole('figure', { name: /^Statements by/ }).first();
    await chart.getByText('Table', { exact: true }).click();
    expect(await chart.getByRole('row').count()).toBeGreaterThan(2);
    expect(faults).toEqual([]);
  }, 150_000);
});
