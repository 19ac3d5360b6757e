import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type RunningApp, startApp } from './app.ts';

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
