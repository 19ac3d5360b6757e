import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, paste, type RunningApp, startApp, typeInEditor } from './app.ts';

const folder = fileURLToPath(new URL('../../lessons/packs/foundations/', import.meta.url));
const source = (path: string) => readFileSync(join(folder, path), 'utf8');
const waitLong = { timeout: 30_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Runs `use` on a fresh app; a fault in the window fails the test after its own assertions. */
async function withApp(use: (app: RunningApp) => Promise<void>): Promise<void> {
  const app = await startApp();
  try {
    await use(app);
  } finally {
    await app.close();
  }
}

const results = (page: Page, name = 'Results') => page.getByRole('region', { name });

describe('a first lesson', () => {
  it('from the first start to a pass, and everything is there after a reload and a crash', async () => {
    await withApp(async (app) => {
      const { page, faults } = await openPage(browser, app);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { level: 1, name: 'Methods, status, headers' }).waitFor(waitLong);
      const warmUp = page.getByRole('region', { name: 'What method, status and header promise' });
      for (const method of ['GET', 'PUT', 'DELETE'])
        await warmUp.getByText(`${method} /notices/party`, { exact: true }).first().click();
      await warmUp.getByText('201 Created').click();
      await warmUp.getByText('It gets 500, and should get 400.').click();
      await warmUp.getByRole('textbox').fill('Allow');
      await warmUp.getByRole('button', { name: /Check my answers/ }).click();
      await warmUp.getByText('4 of 4 passed', { exact: true }).waitFor(waitLong);
      await page
        .getByRole('link', { name: /A notice board that speaks HTTP/ })
        .first()
        .click();
      await page.getByRole('tab', { name: 'app.ts' }).waitFor(waitLong);

      await typeInEditor(page, source('methods-status-headers/notice-board/wrong/always-ok/app.ts'));
      await page.getByRole('button', { name: /^Submit/ }).click();
      await results(page)
        .getByText(/ of 12 passed/)
        .waitFor(waitLong);
      await results(page).getByText('Failed').first().waitFor(waitLong);
      await results(page).getByText('expected', { exact: false }).first().waitFor(waitLong);

      await typeInEditor(page, source('methods-status-headers/notice-board/solution/app.ts'));
      await page.keyboard.press('ControlOrMeta+Shift+Enter');
      await results(page).getByText('12 of 12 passed').waitFor(waitLong);
      await page.getByText('Saved', { exact: true }).waitFor(waitLong);

      await page.reload();
      await page.getByText('function', { exact: false }).first().waitFor(waitLong);
      await page.getByRole('tab', { name: 'Attempts' }).click();
      await page.getByText('Attempt 2').first().waitFor(waitLong);

      await app.kill();
      const again = await startApp(app.dataFolder);
      try {
        const { page: second } = await openPage(browser, again);
        await second.getByRole('link', { name: '1.3 Methods, status, headers, passed' }).waitFor(waitLong);
      } finally {
        await again.close();
      }
      expect(faults.filter((fault) => !/WebSocket|ERR_CONNECTION/.test(fault))).toEqual([]);
    });
  }, 120_000);

  it('by keyboard alone, in Portuguese, with a query', async () => {
    await withApp(async (app) => {
      const { page, faults } = await openPage(browser, app, { locale: 'pt-BR' });
      await page.getByRole('button', { name: 'Continuar' }).waitFor(waitLong);
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('dialog').getByRole('textbox').waitFor(waitLong);
      await page.keyboard.type('reposto');
      await page
        .locator('[role=menuitem][data-focused]', { hasText: 'O que precisa ser reposto' })
        .waitFor(waitLong);
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'query.sql' }).waitFor(waitLong);
      await page.locator('.monaco-editor').first().waitFor(waitLong);
      for (let presses = 0; presses < 4; presses += 1) {
        if ((await page.locator('.monaco-editor :focus').count()) > 0) break;
        await page.keyboard.press('F6');
      }
      await page.keyboard.press('ControlOrMeta+A');
      await paste(page, source('select/find-products/wrong/open-range/query.sql'));
      await page.keyboard.press('ControlOrMeta+Shift+Enter');
      await results(page, 'Resultados').getByText('Falhou').first().waitFor(waitLong);
      // A run never steals the editor's focus, so typing goes on where it was.
      await page.keyboard.press('ControlOrMeta+A');
      await paste(page, source('select/find-products/solution/query.sql'));
      await page.keyboard.press('ControlOrMeta+Shift+Enter');
      await results(page, 'Resultados')
        .getByText(/5 de 5/)
        .first()
        .waitFor(waitLong);
      expect(faults).toEqual([]);
    });
  }, 120_000);
});
