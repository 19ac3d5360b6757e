import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, paste, type RunningApp, startApp, typeInEditor } from './app.ts';

const waitLong = { timeout: 30_000 };
const exercise = 'foundations/crud-express-sqlite/products-api';

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

async function open(path: string, options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, app, options);
  await opened.page.goto(`${new URL(app.url).origin}/#${path}`);
  await opened.page.locator('.monaco-editor').first().waitFor(waitLong);
  return opened;
}

const results = (page: Page) => page.getByRole('region', { name: 'Response and data' });

async function send(page: Page, path: string, expected: string | RegExp): Promise<void> {
  await page.getByLabel('Path').fill(path);
  await page.getByRole('button', { name: /^Send/ }).click();
  await results(page).getByRole('heading', { name: expected }).waitFor(waitLong);
}

describe('the playground', () => {
  it('answers at once, shows its rows, changes them, runs SQL, and has it all after a reload', async () => {
    const { page, faults } = await open('/playground');
    await send(page, '/notes', /200 OK/);
    await results(page).getByText('3 notes found').first().waitFor(waitLong);
    await results(page).getByText('Statements').first().waitFor(waitLong);

    await page.getByRole('button', { name: /^Add a note/ }).click();
    await page.getByRole('button', { name: /^Send/ }).click();
    await results(page)
      .getByRole('heading', { name: /201 Created/ })
      .waitFor(waitLong);

    await page.getByRole('tab', { name: 'Database' }).click();
    await results(page).getByText('1–4 of 4').waitFor(waitLong);
    await results(page).getByRole('button', { name: 'Look at the statements it ran' }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('Changed by hand');
    await page.getByRole('button', { name: 'Save value' }).click();
    await results(page).getByRole('button', { name: 'Changed by hand' }).waitFor(waitLong);

    await results(page).getByRole('button', { name: 'Add row' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add row' }).click();
    await page
      .getByRole('dialog')
      .getByText(/NOT NULL constraint failed/)
      .waitFor(waitLong);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await results(page).getByRole('button', { name: 'Delete row 1' }).click();
    await page.getByRole('button', { name: 'Delete the row' }).click();
    await results(page).getByText('1–3 of 3').waitFor(waitLong);

    await page.getByRole('tab', { name: 'SQL', exact: true }).click();
    await page.getByLabel('SQL script').fill("SELECT text FROM notes WHERE text LIKE 'C%'");
    await page.keyboard.press('ControlOrMeta+Enter');
    await results(page).getByRole('cell', { name: 'Changed by hand' }).waitFor(waitLong);
    await results(page).getByText('SCAN notes').waitFor(waitLong);

    await page.getByRole('button', { name: 'Save…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('My request');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor(waitLong);

    await page.reload();
    await page.locator('.monaco-editor').first().waitFor(waitLong);
    await page.getByRole('button', { name: /^My request/ }).waitFor(waitLong);
    await page.getByRole('tab', { name: 'SQL', exact: true }).click();
    expect(await page.getByLabel('SQL script').inputValue()).toContain('LIKE');
    await page.getByRole('tab', { name: 'Database' }).click();
    await results(page).getByRole('button', { name: 'Changed by hand' }).waitFor(waitLong);
    await results(page).getByText('1–3 of 3').waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 120_000);

  it('runs what is in the editor, says where it fails, and goes on after an endless loop', async () => {
    const { page, faults } = await open('/playground');
    await typeInEditor(page, 'export default (');
    await page.getByRole('button', { name: /^Send/ }).click();
    await results(page)
      .getByText(/The code could not be read/)
      .waitFor(waitLong);
    await results(page)
      .getByRole('button', { name: /Go to app.ts, line/ })
      .click();

    await typeInEditor(
      page,
      `import express from 'express';
import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('main.db');
const app = express();
app.get('/add', (_, response) => response.json(db.prepare("INSERT INTO notes (text) VALUES ('kept') RETURNING id").get()));
app.get('/loop', () => { for (;;); });
export default app;`,
    );
    await send(page, '/add', /200 OK/);
    await page.getByLabel('Path').fill('/loop');
    await page.getByRole('button', { name: /^Send/ }).click();
    await results(page)
      .getByText(/used up its computing time/)
      .waitFor(waitLong);
    await results(page)
      .getByText(/all other data are as they were/)
      .waitFor(waitLong);
    await send(page, '/add', /200 OK/);
    await results(page).getByText('"id": 5').waitFor(waitLong);

    await page.getByRole('button', { name: 'Reset data' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reset data' }).click();
    await send(page, '/add', /200 OK/);
    await results(page).getByText('"id": 4').waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 120_000);

  it("opens an exercise's world with the draft, beside one's own", async () => {
    const { page, faults } = await open(`/exercise/${exercise}`);
    const solution = readFileSync(
      fileURLToPath(new URL(`../../lessons/packs/${exercise}/solution/app.ts`, import.meta.url)),
      'utf8',
    );
    await typeInEditor(page, solution);
    await page.getByText('Saved', { exact: true }).waitFor(waitLong);
    await page.getByRole('link', { name: "Open this exercise's world in the playground" }).click();
    await page.getByRole('tab', { name: 'data/main.sql' }).waitFor(waitLong);
    await page
      .getByRole('button', { name: /^GET \/products lists the catalogue/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Send/ }).click();
    await results(page)
      .getByRole('heading', { name: /200 OK/ })
      .waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 120_000);

  it('is worked by keyboard alone', async () => {
    const { page, faults } = await openPage(browser, app);
    await page.getByRole('button', { name: 'Continue' }).waitFor(waitLong);
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('dialog').getByRole('textbox').waitFor(waitLong);
    await page.keyboard.type('playgr');
    await page.locator('[role=menuitem][data-focused]', { hasText: 'Playground' }).waitFor(waitLong);
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor').first().waitFor(waitLong);
    for (let presses = 0; presses < 4; presses += 1) {
      if ((await page.locator('.monaco-editor :focus').count()) > 0) break;
      await page.keyboard.press('F6');
    }
    await page.keyboard.press('ControlOrMeta+Home');
    await paste(page, '// mine\n');
    // A request never steals the editor's focus.
    await page.keyboard.press('ControlOrMeta+Enter');
    await results(page)
      .getByRole('heading', { name: /200 OK/ })
      .waitFor(waitLong);
    expect(await page.locator('.monaco-editor :focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Send/);

    await page.getByRole('tab', { name: 'Response' }).focus();
    await page.keyboard.press('ArrowRight');
    await results(page).getByRole('grid').waitFor(waitLong);
    await results(page).getByRole('rowheader').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Value' }).waitFor(waitLong);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('by keyboard');
    await page.keyboard.press('ControlOrMeta+Enter');
    await results(page).getByRole('button', { name: 'by keyboard' }).waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 120_000);
});
