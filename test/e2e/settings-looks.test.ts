import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

const waitLong = { timeout: 30_000 };
let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
}

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'high-contrast': { contrast: 'more' },
} as const;

describe.each(Object.keys(looks) as (keyof typeof looks)[])('in %s', (theme) => {
  it('settings, their questions, progress and the first steps have no violation that axe can see', async () => {
    const { page, faults } = await openPage(browser, app, { ...looks[theme], reducedMotion: 'reduce' });
    const found: Record<string, readonly string[]> = {};
    await goTo(page, '/settings');
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
    await page
      .getByRole('button', { name: /^Restore the backup/ })
      .first()
      .waitFor(waitLong);
    found.settings = await violations(page);
    for (const name of ['Add a profile', 'Delete everything about Learner', /^Restore the backup/]) {
      await page.getByRole('button', { name }).first().click();
      const question = page.getByRole('dialog').or(page.getByRole('alertdialog'));
      await question.waitFor();
      found[String(name)] = await violations(page);
      await question.getByRole('button', { name: 'Cancel' }).click();
    }
    await goTo(page, '/welcome');
    await page.getByRole('button', { name: 'Start this lesson' }).waitFor();
    found.welcome = await violations(page);
    await goTo(page, '/exercise/foundations/select/find-products');
    await typeInEditor(page, 'SELECT 1;');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: '0 of 5 passed' }).waitFor(waitLong);
    await goTo(page, '/progress');
    await page.getByRole('heading', { name: 'By week' }).waitFor();
    found.progress = await violations(page);
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('at every size of text', () => {
  it.each([80, 100, 200])(
    '%i percent: nothing is wider than a window of 1024 × 700',
    async (percent) => {
      const { page } = await openPage(browser, app, { viewport: { width: 1024, height: 700 } });
      await goTo(page, '/settings');
      await page.getByRole('textbox', { name: 'Size of text' }).fill(String(percent));
      await page.keyboard.press('Enter');
      await expect
        .poll(() => page.evaluate(() => document.documentElement.style.fontSize), waitLong)
        .toBe(`${percent}%`);
      const wide: string[] = [];
      for (const path of ['/', '/lesson/foundations/joins', '/settings', '/progress', '/welcome']) {
        await goTo(page, path);
        await page.waitForTimeout(300);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) wide.push(`${path}: ${over} px`);
      }
      expect(wide).toEqual([]);
    },
    90_000,
  );
});
