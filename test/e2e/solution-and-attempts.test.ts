import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

/** Help and attempts, which stay with the profile: one app for all, each test on an exercise of its own. */
const packs = ['kinds', 'counting'].map((name) =>
  fileURLToPath(new URL(`../fixtures/packs/${name}`, import.meta.url)),
);
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

async function open(path: string, locale = 'en-US') {
  const opened = await openPage(browser, app, { locale, reducedMotion: 'reduce' });
  await goTo(opened.page, path);
  return opened;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
}

const difference = (page: Page) => page.locator(':focus').getAttribute('data-difference');

it('shows the solution after asking, beside what one has, and says so of the pass', async () => {
  const { page, faults } = await open('/exercise/counting/counting/rows');
  await page.getByRole('button', { name: 'Show hint 1 of 1' }).click();
  await page.getByText('There is a function for it.').waitFor(waitLong);
  await page.getByRole('button', { name: 'Show the solution' }).click();
  const question = page.getByRole('alertdialog', { name: 'Show the solution?' });
  await question.getByRole('button', { name: 'Keep trying' }).click();
  await page.getByRole('button', { name: 'Show the solution' }).click();
  await question.getByRole('button', { name: 'Show the solution' }).click();
  const dialog = page.getByRole('dialog', { name: /: the solution$/ });
  await dialog.getByText('SELECT count(*) FROM things;').waitFor(waitLong);
  await page.keyboard.press('F7');
  expect(await difference(page)).toBe('');
  for (const theme of ['light', 'dark', 'high-contrast']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    expect(await violations(page)).toEqual([]);
  }
  await dialog.getByRole('radio', { name: 'One text' }).click();
  await dialog.getByText('1 removed, 1 added').waitFor(waitLong);
  await dialog.getByRole('button', { name: 'Close' }).click();

  // Both are the profile's own: they are there after a reload, and the pass says it.
  await page.reload();
  await page.getByText('There is a function for it.').waitFor(waitLong);
  await page.getByText('You have looked at the solution.', { exact: false }).waitFor(waitLong);
  await typeInEditor(page, 'SELECT count(*) FROM things;\n');
  await page.getByRole('button', { name: /^Submit/ }).click();
  await page.getByText('Passed after looking at the solution.').waitFor(waitLong);
  await page.getByRole('button', { name: 'Show the solution' }).click();
  await dialog.getByText('The files are the same.').waitFor(waitLong);
  expect(faults).toEqual([]);
}, 120_000);

it('shows the right answers of a quiz in its own form, which takes none', async () => {
  const { page, faults } = await open('/exercise/kinds/quiz/requests-warm-up', 'pt-BR');
  await page.getByRole('button', { name: 'Mostrar a solução' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Mostrar a solução' }).click();
  const answers = page.getByRole('dialog').getByRole('group', { name: 'A solução' });
  const put = answers.getByRole('checkbox', { name: 'PUT /orders/7' });
  await put.waitFor({ ...waitLong, state: 'attached' });
  expect(await put.isChecked()).toBe(true);
  expect(await put.isDisabled()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('0 de 8 perguntas respondidas.').waitFor(waitLong);
  expect(faults).toEqual([]);
}, 120_000);

it('compares attempts with each other, restores one, and grades one again', async () => {
  const { page, faults } = await open('/exercise/foundations/select/find-products');
  const results = page.getByRole('region', { name: 'Results' });
  const submit = async (source: string, attempt: number) => {
    await typeInEditor(page, source);
    await page.getByRole('button', { name: /^Submit/ }).click();
    // The end of a submission brings the checks to the front.
    await expect
      .poll(async () => {
        await page.getByRole('tab', { name: 'Attempts' }).click();
        return results.getByRole('heading', { name: `Attempt ${attempt}`, exact: true }).count();
      }, waitLong)
      .toBe(1);
  };
  await submit('SELECT 1;', 1);
  await submit('SELECT 2;', 2);
  await typeInEditor(page, 'SELECT 3;');
  await results.getByRole('button', { name: 'Compare attempt 2' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare attempt 2' });
  await dialog.getByText('SELECT 3;').waitFor(waitLong);
  await dialog.getByRole('combobox', { name: 'With' }).selectOption('Attempt 1');
  await dialog.getByText('SELECT 1;').waitFor(waitLong);
  expect(await dialog.getByText('SELECT 3;').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await results.getByRole('button', { name: 'Restore the files of attempt 1' }).click();
  await page.locator('.view-lines', { hasText: /SELECT\s1;/ }).waitFor(waitLong);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.view-lines', { hasText: /SELECT\s3;/ }).waitFor(waitLong);

  await results.getByRole('button', { name: 'Grade again the files of attempt 1' }).click();
  await results
    .getByText('These are the files of attempt 1, graded again', { exact: false })
    .waitFor(waitLong);
  await page.locator('.view-lines', { hasText: /SELECT\s3;/ }).waitFor(waitLong);
  await page.getByRole('tab', { name: 'Attempts' }).click();
  await results.getByRole('button', { name: 'View the report of attempt 3' }).click();
  await results.getByText('You are looking at attempt 3', { exact: false }).waitFor(waitLong);
  expect(faults).toEqual([]);
}, 120_000);
