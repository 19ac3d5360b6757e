import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

/** The exercise page under results that are large, long or in another direction, and in its rarer states. */
const packs = fileURLToPath(new URL('../fixtures/packs/kinds', import.meta.url));
const spend = 'sql/spend-per-city';
const orders = 'http/orders-with-items';
const waitLong = { timeout: 40_000 };

const tenThousandRows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
SELECT CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'مرحبا ' || i || ' abc' WHEN 2 THEN '' WHEN 3 THEN '  edge '
  ELSE replace(hex(zeroblob(2000)), '0', 'w') END AS city, i AS customers, i * 1.5 AS spent FROM n;`;
const longLog = `
for (let i = 0; i < 50_000; i += 1) console.log('line ' + i + ' ' + 'x'.repeat(90));
`;
const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;';

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchBrowser(), startApp(undefined, 0, [packs])]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function open(exercise: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, app, { reducedMotion: 'reduce', ...options });
  await goTo(opened.page, exercise);
  return opened;
}

async function goTo(page: Page, exercise: string): Promise<void> {
  await page.goto(new URL(`/#/exercise/kinds/${exercise}`, app.url).href);
  await page.locator('.monaco-editor').first().waitFor(waitLong);
}

const results = (page: Page) => page.getByRole('region', { name: 'Results', exact: true });
const sizes = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
    const last = Math.max(
      ...[...document.querySelectorAll('main *, footer')].map((e) => e.getBoundingClientRect().bottom),
    );
    return { isWider: scrollWidth > clientWidth, hasEmptyEnd: scrollHeight > last + scrollY + 200 };
  });

describe('a result of 10,000 rows', () => {
  it('is told in full and shown in part, each value for what it is, and the page stays quick', async () => {
    const { page, faults } = await open(spend, { viewport: { width: 1024, height: 700 } });
    await typeInEditor(page, tenThousandRows);
    await page.getByRole('button', { name: /^Run/ }).click();
    const table = results(page).getByRole('figure', { name: 'Rows: few.sql', exact: true });
    await table.getByText('+ 10,000 extra', { exact: false }).waitFor(waitLong);
    await table.getByText('60 of 10,003 rows shown.').waitFor(waitLong);
    for (const look of ['NULL', 'empty text', 'text with white space at its edges', '(4,000 characters)']) {
      expect([look, await table.getByText(look, { exact: false }).count()]).not.toEqual([look, 0]);
    }
    expect(await table.getByText(/مرحبا/).first().getAttribute('dir')).toBe('auto');
    await table.getByRole('button', { name: 'Show 60 more' }).click();
    await table.getByText('120 of 10,003 rows shown.').waitFor(waitLong);
    // As many elements as can be drawn without a wait, however many rows there are.
    expect(await page.locator('*').count()).toBeLessThan(6_000);
    expect(await sizes(page)).toEqual({ isWider: false, hasEmptyEnd: false });
    // Zoomed to 200 %: half as many pixels for the same window.
    await page.setViewportSize({ width: 512, height: 350 });
    expect(await sizes(page)).toEqual({ isWider: false, hasEmptyEnd: false });
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('a log of 5 MB', () => {
  it('is kept as far as it can be, filtered, and says what is missing', async () => {
    const { page, faults } = await open(orders);
    const source = (name: string) => readFileSync(`${packs}/${orders}/${name}/app.ts`, 'utf8');
    await typeInEditor(page, source('wrong/forgets-empty') + longLog);
    await page.getByRole('button', { name: /^Submit/ }).click();
    const log = results(page).getByRole('figure', { name: 'Log' });
    await log.getByText('more entries were not kept', { exact: false }).waitFor(waitLong);
    await log.getByRole('searchbox', { name: 'Filter the log' }).fill('line 1234 ');
    expect(await log.getByRole('listitem').count()).toBe(1);
    // It is kept with the attempt.
    await page.getByRole('tab', { name: 'Attempts' }).click();
    await page.getByRole('button', { name: 'View the report of attempt 1' }).click();
    await log.getByText('more entries were not kept', { exact: false }).waitFor(waitLong);
    expect(await log.getByRole('button', { name: 'Copy the log' }).count()).toBe(1);
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('a run that takes long', () => {
  it('shows how to cancel it, and ends by Escape with nothing kept', async () => {
    const { page, faults } = await open(spend);
    await typeInEditor(page, endless);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('button', { name: 'Cancel' }).waitFor(waitLong);
    await page.keyboard.press('Escape');
    await results(page).getByText('The run was stopped before it ended', { exact: false }).waitFor(waitLong);
    // The focus is still where the program is typed.
    expect(await page.locator('.monaco-editor :focus').count()).toBe(1);
    expect(faults).toEqual([]);
  }, 120_000);
});
