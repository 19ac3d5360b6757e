import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

const waitLong = { timeout: 30_000 };
const api = '/exercise/foundations/crud-express-sqlite/products-api';
const select = '/exercise/foundations/select/find-products';

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchBrowser(), startApp()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.locator('.monaco-editor').first().waitFor(waitLong);
}

const underlined = (page: Page) => page.locator('.squiggly-error');
const offered = (page: Page, name: RegExp) =>
  page.locator('.suggest-widget .monaco-list-row').filter({ hasText: name }).first();

async function hoverOver(page: Page, word: string): Promise<void> {
  await page.locator('.view-line span', { hasText: word }).last().hover();
}

it('TypeScript: an app has its methods, a mistake is underlined and explained, and right code is not', async () => {
  const { page, faults } = await openPage(browser, app);
  await goTo(page, api);
  const start = "import express from 'express';\nconst app = express();\n";
  await typeInEditor(page, `${start}app.get('/', (req, res) => { res.jsn({}); });\n`);
  await underlined(page).first().waitFor(waitLong);
  await hoverOver(page, 'jsn');
  await page.getByText("Did you mean 'json'?", { exact: false }).first().waitFor(waitLong);
  await page.mouse.move(0, 0);

  await typeInEditor(page, `${start}app.get('/', (req, res) => { res.json({}); });\n`);
  await expect.poll(() => underlined(page).count(), waitLong).toBe(0);
  await hoverOver(page, 'json');
  await page.getByText('Send JSON response', { exact: false }).first().waitFor(waitLong);
  await page.mouse.move(0, 0);

  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('app.lis');
  await offered(page, /^listen/).waitFor(waitLong);
  expect(faults).toEqual([]);
}, 180_000);

it('TypeScript: a package off the shelf is named in the language of the learner', async () => {
  const { page } = await openPage(browser, app, { locale: 'pt-BR' });
  await goTo(page, api);
  await typeInEditor(page, "import lodash from 'lodash';\nlodash();\n");
  await underlined(page).first().waitFor(waitLong);
  await page.locator('.view-line span', { hasText: "'lodash'" }).last().hover();
  await page.getByText('“lodash” não existe aqui', { exact: false }).first().waitFor(waitLong);
}, 180_000);

it('SQL: tables and columns are offered and checked, and the file is laid out as one step', async () => {
  const { page, faults } = await openPage(browser, app);
  await goTo(page, select);
  await typeInEditor(page, 'select nmae from products');
  await underlined(page).first().waitFor(waitLong);
  await hoverOver(page, 'nmae');
  await page.getByText('There is no column “nmae”. Did you mean “name”?').first().waitFor(waitLong);
  await page.mouse.move(0, 0);

  await typeInEditor(page, 'select  name,price_cents from products');
  await expect.poll(() => underlined(page).count(), waitLong).toBe(0);
  await page.keyboard.press('Shift+Alt+F');
  const lines = page.locator('.monaco-editor .view-line');
  await expect.poll(() => lines.count(), waitLong).toBe(6);
  await page.getByText('Saved', { exact: true }).waitFor(waitLong);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => lines.count(), waitLong).toBe(1);

  await typeInEditor(page, 'select name, from products');
  await page.getByRole('button', { name: 'Format the file' }).click();
  await page.getByText('The file is left as it is.', { exact: false }).last().waitFor(waitLong);
  expect(await lines.allInnerTexts()).toEqual([expect.stringMatching(/^select\sname,\sfrom\sproducts$/)]);

  await typeInEditor(page, 'select * from products p where p');
  await page.keyboard.type('.pr');
  await offered(page, /^price/).waitFor(waitLong);
  expect(faults).toEqual([]);
}, 180_000);
