import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

/** The kinds that are answered in a form of their own instead of the editor. */
const packs = fileURLToPath(new URL('../fixtures/packs/kinds', import.meta.url));
const quiz = '/exercise/kinds/quiz/requests-warm-up';
const review = '/exercise/kinds/review/order-search';
const waitLong = { timeout: 30_000 };

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp(undefined, 0, [packs]);
});
afterEach(() => app.close());

async function open(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, app, { reducedMotion: 'reduce', ...options });
  await goTo(opened.page, path);
  return opened;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.locator('[data-pane="editor"] section').first().waitFor(waitLong);
}

/** Presses Tab until what has the focus has this name, as someone without a mouse would. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0 && name.test(await accessibleName(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}

function accessibleName(page: Page): Promise<string> {
  return page.evaluate(() => {
    // The page itself has the focus after it was opened, and has every text in it.
    const element = document.activeElement?.matches('main') ? null : document.activeElement;
    const labels = (element?.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '');
    const own = element?.closest('label') ?? element;
    return [element?.getAttribute('aria-label') ?? '', ...labels, own?.textContent ?? ''].join(' ').trim();
  });
}

const question = (page: Page, name: string) => page.getByRole('region', { name });
const results = (page: Page, name = 'Results') => page.getByRole('region', { name, exact: true });

describe('a quiz', () => {
  it('is answered by mouse, graded in place, and kept', async () => {
    const { page, faults } = await open(quiz);
    const methods = question(page, 'Methods that may be repeated');
    await methods.getByText('GET /orders/7').click();
    await methods.getByText('POST /orders').first().click();
    await page.getByText('1 of 8 questions answered.').waitFor(waitLong);
    expect(await page.getByText('It only reads.').count()).toBe(0);
    await page.getByRole('button', { name: /^Run/ }).click();
    await methods.getByText('Of what you chose, 1 is right and 1 is wrong.').waitFor(waitLong);
    await methods.getByText('Not right').waitFor(waitLong);
    await methods.getByText('Each request makes an order', { exact: false }).waitFor(waitLong);

    // What was said of another answer goes away with it.
    await methods.getByText('POST /orders').first().click();
    await methods.getByText('Not right').waitFor({ state: 'detached', timeout: 30_000 });
    await methods.getByText('PUT /orders/7').click();
    await methods.getByText('DELETE /orders/7').click();
    await question(page, 'The status of something new').getByText('201 Created').click();
    const steps = question(page, "A request's way through a server");
    const up = (name: string) => steps.getByRole('button', { name: `Move up: ${name}` }).click();
    for (const item of ['Read the headers and the body', 'Read the headers and the body']) await up(item);
    for (let times = 0; times < 4; times += 1) await up('Find out who is asking');
    const down = steps.getByRole('button', { name: 'Move down: Change the data' });
    await down.click();
    await page.getByRole('textbox', { name: /What it prints/ }).fill('begin\nend\npromise\ntimer');
    await page.getByRole('textbox', { name: /The rows/ }).fill('Ana|2\nBia|1\nCaio|0');
    await question(page, 'Where the new order is').getByRole('textbox').fill('location');
    await question(page, 'One after another').getByRole('textbox').fill('2');
    await question(page, 'From many prices to one sum').getByRole('textbox').fill('reduce');
    await page.getByText('8 of 8 questions answered.').waitFor(waitLong);
    await page.getByRole('button', { name: /^Submit/ }).click();
    await results(page).getByText('8 of 8 passed').waitFor(waitLong);
    await steps
      .getByText('Nothing is changed before it is known who asks', { exact: false })
      .waitFor(waitLong);
    await page.getByText('Saved', { exact: true }).waitFor(waitLong);

    await page.reload();
    await page.getByText('8 of 8 questions answered.').waitFor(waitLong);
    expect(await page.getByRole('textbox', { name: /The rows/ }).inputValue()).toBe('Ana|2\nBia|1\nCaio|0');
    expect(await page.getByRole('checkbox', { name: 'PUT /orders/7' }).isChecked()).toBe(true);
    expect(faults).toEqual([]);
  }, 120_000);

  it('is answered by keyboard alone, in Portuguese', async () => {
    const { page, faults } = await open(quiz, { locale: 'pt-BR' });
    const key = (name: string) => page.keyboard.press(name);
    for (const option of [/GET/, /PUT/, /DELETE/]) {
      await tabTo(page, option);
      await key('Space');
    }
    await tabTo(page, /200 OK/);
    await key('ArrowDown');
    await page.getByText('2 de 8 perguntas respondidas.').waitFor(waitLong);
    await tabTo(page, /Mover para baixo: Alterar os dados/);
    // The focus stays with the item, so that it can be moved on.
    for (let times = 0; times < 5; times += 1) await key('Enter');
    await page.getByText('Alterar os dados: lugar 6 de 6.').waitFor(waitLong);
    expect(await accessibleName(page)).toContain('Mover para baixo: Alterar os dados');
    await tabTo(page, /O que ele imprime/);
    await page.keyboard.type('begin\nend\npromise\ntimer');
    await key('ControlOrMeta+Enter');
    await question(page, 'Quem imprime primeiro').getByText('Certa', { exact: true }).waitFor(waitLong);
    expect(await accessibleName(page)).toContain('O que ele imprime');
    await question(page, 'O caminho de uma requisição').getByText('Não está certa').waitFor(waitLong);
    await results(page, 'Resultados')
      .getByText(/3 de 8/)
      .first()
      .waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 120_000);

  it('that cannot be read as answers is mended as text', async () => {
    const { page } = await open(quiz);
    await page.getByRole('button', { name: 'Edit as text' }).click();
    await typeInEditor(page, 'created: [created\n');
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await page.getByText('answers.yaml cannot be shown as answers').waitFor(waitLong);
    await page.getByRole('button', { name: /^Run/ }).click();
    await results(page).getByText('could not be read as YAML', { exact: false }).first().waitFor(waitLong);
    await results(page)
      .getByRole('button', { name: /answers\.yaml, line/ })
      .first()
      .click();
    await typeInEditor(page, 'created: created\n');
    await page.getByRole('button', { name: 'Back to the form' }).click();
    expect(await page.getByRole('radio', { name: '201 Created' }).isChecked()).toBe(true);
  }, 120_000);
});

describe('a review', () => {
  it('is marked by mouse, and told what was found', async () => {
    const { page, faults } = await open(review);
    await page.getByRole('button', { name: /^Line 12, added: / }).click();
    await page.getByRole('combobox', { name: 'Sort of defect on line 12' }).selectOption('Data becomes code');
    await page.getByRole('textbox', { name: 'Comment on line 12' }).fill('The city: "glued" in');
    await page.getByRole('button', { name: /^Line 7, added: / }).click();
    await page.getByText('2 lines marked.').waitFor(waitLong);
    await page.getByRole('button', { name: /^Submit/ }).click();
    await results(page).getByText('1 of 2 found.').waitFor(waitLong);
    await results(page).getByText('The city becomes part of the SQL.', { exact: false }).waitFor(waitLong);
    expect(await page.getByText('Tidying up took away', { exact: false }).count()).toBe(0);

    await page.getByRole('button', { name: 'Remove the mark on line 7' }).click();
    await page.getByRole('button', { name: /^Old line 8, removed: / }).click();
    await page.getByRole('combobox', { name: 'Sort of defect on line 8' }).selectOption({ index: 2 });
    await page.getByRole('button', { name: /^Line 26, added: / }).click();
    await page.getByRole('combobox', { name: 'Sort of defect on line 26' }).selectOption({ index: 3 });
    await page.getByRole('button', { name: /^Submit/ }).click();
    await results(page).getByText('3 of 3 passed').waitFor(waitLong);
    await page.getByText('Saved', { exact: true }).waitFor(waitLong);

    await page.reload();
    await page.getByText('3 lines marked.').waitFor(waitLong);
    expect(await page.getByRole('textbox', { name: 'Comment on line 12' }).inputValue()).toBe(
      'The city: "glued" in',
    );
    expect(faults).toEqual([]);
  }, 120_000);

  it('is marked by keyboard alone, in Portuguese', async () => {
    const { page, faults } = await open(review, { locale: 'pt-BR' });
    const key = (name: string) => page.keyboard.press(name);
    const mark = async (steps: number, sort: string) => {
      await tabTo(page, /^Linha/);
      for (let step = 0; step < Math.abs(steps); step += 1) await key(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      await key('Space');
      await key('Tab');
      await page.keyboard.type(sort);
      await key('Shift+Tab');
    };
    // The file is entered at its first change, which is line 5.
    await mark(7, 'Dados');
    await mark(7, 'Mostra');
    await mark(10, 'Acredita');
    await page.getByText('3 linhas marcadas.').waitFor(waitLong);
    await key('ControlOrMeta+Shift+Enter');
    await results(page, 'Resultados')
      .getByText(/3 de 3/)
      .first()
      .waitFor(waitLong);
    await key('Space');
    await page.getByText('2 linhas marcadas.').waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 120_000);
});
