import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someOf } from '../deep.ts';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, seenFirstSteps, startApp } from './app.ts';
import { largePack, learnLargePack } from './large-curriculum.ts';

const waitLong = { timeout: 30_000 };
const folderOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const others = [folderOf('../../lessons/packs'), folderOf('../fixtures/packs')];

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-home-'));
  largePack(folder);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The large pack beside the others, with a share of it learned. */
async function withLearned(share: number, use: (app: RunningApp) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(folder, 'data-'));
  learnLargePack(data, share);
  const app = await startApp(seenFirstSteps(data), 0, [...others, join(folder, 'large')]);
  try {
    await use(app);
  } finally {
    await app.close();
  }
}

async function openHome(app: RunningApp, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, app, { reducedMotion: 'reduce', ...options });
  await opened.page.getByRole('region').first().waitFor(waitLong);
  return opened;
}

/** The text of the entry that Enter would take. */
function marked(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.textContent ?? '';
  });
}

/** Texts of the page that their boxes cut off, and whether it scrolls sideways. */
function clipped(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls sideways');
    for (const element of document.querySelectorAll<HTMLElement>(
      'main h1, main h2, main h3, main p, main li',
    )) {
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
        found.push(element.textContent.slice(0, 60));
    }
    return found;
  });
}

describe.each(
  someOf([
    [0, /^Next|^A seguir/],
    [0.5, /^In progress|^Em andamento/],
    [1, null],
  ] as const),
)('with %d of a large curriculum learned', (share, kicker) => {
  it('four packs lie side by side, one lesson is the next, and nothing is cut off', async () => {
    await withLearned(share, async (app) => {
      for (const [locale, width, height] of [
        ['en-US', 1920, 1080],
        ['pt-BR', 1024, 700],
      ] as const) {
        const { page, faults } = await openHome(app, { locale, viewport: { width, height } });
        expect(await page.getByRole('region').count()).toBe(4);
        const large = page.getByRole('region', {
          name: locale === 'en-US' ? /A whole curriculum/ : /Um currículo inteiro/,
        });
        expect(await large.getByRole('link').count()).toBe(89);
        const passed = large.getByRole('link', { name: locale === 'en-US' ? /, passed$/ : /, concluída$/ });
        expect(await passed.count()).toBe(Math.round(89 * share));
        expect(
          await page.getByRole('link', { name: locale === 'en-US' ? /, next$/ : /, a seguir$/ }).count(),
        ).toBe(1);
        if (kicker) await page.getByText(kicker).first().waitFor(waitLong);
        expect(await clipped(page), locale).toEqual([]);
        expect(await violations(page), locale).toEqual([]);
        expect(faults).toEqual([]);
        await page.context().close();
      }
    });
  }, 120_000);
});

it('the strata are in the order of what they stand on, and say so', async () => {
  await withLearned(0, async (app) => {
    const { page } = await openHome(app);
    const large = page.getByRole('region', { name: /A whole curriculum/ });
    const titles = (await large.getByRole('heading', { level: 3 }).allTextContents()).map((text) =>
      text.trim(),
    );
    expect(titles.indexOf('Relational design')).toBeLessThan(titles.indexOf('Business logic'));
    await large.getByRole('button', { name: 'Business logic' }).click();
    await large.getByText('Stands on Relational design, APIs').waitFor(waitLong);
  });
}, 60_000);

it('the palette reaches a lesson, an exercise, a page and a command by half their names, with slips and without accents', async () => {
  await withLearned(0, async (app) => {
    const { page, faults } = await openHome(app, { locale: 'pt-BR' });
    const find = async (query: string, name: RegExp) => {
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('dialog').getByRole('textbox').waitFor(waitLong);
      await page.keyboard.type(query);
      // The list follows the keys a moment later, and Enter takes what is marked then.
      await expect.poll(() => marked(page), waitLong).toMatch(name);
      await page.waitForTimeout(200);
      expect(await marked(page)).toMatch(name);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached', ...waitLong });
    };
    await find('cabecahlos metodos', /1\.3 Métodos, status e cabeçalhos/);
    await page.getByRole('heading', { level: 1, name: 'Métodos, status e cabeçalhos' }).waitFor(waitLong);
    await find('reopsto', /O que precisa ser reposto/);
    await page.getByRole('tab', { name: 'query.sql' }).waitFor(waitLong);
    await find('config', /Configurações/);
    await page.getByRole('heading', { level: 1, name: 'Configurações' }).waitFor(waitLong);
    await find('english', /English/);
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor(waitLong);
    expect(faults).toEqual([]);
  });
}, 90_000);
