import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage, type RunningApp, startApp } from '../e2e/app.ts';
import { hostilePack } from './hostile-texts.ts';

/** A pack whose every text is an attack, opened on every page that shows any of it. */
const waitLong = { timeout: 60_000 };
let folder: string;
let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-texts-'));
  app = await startApp(undefined, 0, [hostilePack(folder)]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Watched {
  readonly page: Page;
  /** Whatever a text brought about that it must not. */
  readonly happened: readonly string[];
  /** What is in the page that could still bring something about. */
  live(): Promise<readonly string[]>;
}

async function watched(): Promise<Watched> {
  const { page, faults } = await openPage(browser, app, { reducedMotion: 'reduce' });
  const happened: string[] = [];
  const { origin } = new URL(app.url);
  page.context().on('request', (request) => {
    const { origin: to, pathname } = new URL(request.url());
    const isOurs = to === origin && (pathname === '/' || /^\/(?:assets\/|icon\.svg$)/.test(pathname));
    if (!isOurs) happened.push(`request: ${request.url()}`);
  });
  page.context().on('page', (opened) => happened.push(`window: ${opened.url()}`));
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => {
    const url = new URL(frame.url());
    if (frame !== page.mainFrame() || url.origin !== origin || url.search !== '')
      happened.push(`navigation: ${url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  await page.reload();
  return {
    page,
    // Read at the end: it grows.
    get happened() {
      return [...happened, ...faults];
    },
    live: () =>
      page.evaluate(() => {
        const root = document.getElementById('root');
        const found: string[] = [];
        if ('ranFromAPack' in window) found.push('a script of the pack ran');
        const forbidden =
          'script, iframe, frame, object, embed, video, audio, base, meta, link, foreignObject, form[action], [srcdoc], [formaction], img';
        for (const element of root?.querySelectorAll(forbidden) ?? [])
          found.push(element.outerHTML.slice(0, 200));
        for (const element of root?.querySelectorAll('*') ?? []) {
          for (const { name, value } of element.attributes) {
            if (/^on/i.test(name)) found.push(`${element.tagName} ${name}`);
            const isLink = /(?:^|:)href$|^src$|^action$/i.test(name);
            if (isLink && !/^(?:#|https?:\/\/)/.test(value))
              found.push(`${element.tagName} ${name}=${value}`);
            if (/url\(\s*['"]?(?!['"]?#)/.test(value)) found.push(`${element.tagName} ${name}=${value}`);
          }
        }
        for (const style of root?.querySelectorAll('style') ?? [])
          if (/@import|url\(\s*['"]?(?!['"]?#)/.test(style.textContent))
            found.push(style.textContent.slice(0, 200));
        for (const id of ['main', 'root']) {
          const count = document.querySelectorAll(`[id="${id}"]`).length;
          if (count !== 1) found.push(`${count} elements are #${id}`);
        }
        return found;
      }),
  };
}

/** Opens a page, lets what may happen happen, and says what did. */
async function look({ page, live }: Watched, path: string): Promise<readonly string[]> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
  await settled(page);
  return live();
}

/** Until every diagram is drawn or given up, and whatever was asked for has had its time. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => [...document.querySelectorAll('[role=img]')].every((element) => element.firstElementChild !== null),
    undefined,
    waitLong,
  );
  await page.waitForTimeout(500);
}

/** Every element that reacts to the pointer, without pressing: what a script of the pack would wait for. */
async function hoverLinks(page: Page): Promise<void> {
  for (const link of (await page.getByRole('main').getByRole('link').all()).slice(0, 15)) await link.hover();
}

it('home, lessons and settings show the texts of a hostile pack and do nothing that they say', async () => {
  const watch = await watched();
  const { page } = watch;
  expect(await look(watch, '/')).toEqual([]);
  await page
    .getByRole('button', { name: /Databases/ })
    .first()
    .click();
  await hoverLinks(page);
  expect(await watch.live()).toEqual([]);
  for (const lesson of ['http', 'quiz', 'review', 'sql']) {
    expect(await look(watch, `/lesson/hostile/${lesson}`), lesson).toEqual([]);
  }
  expect(await page.locator('[role=img] svg').count()).toBeGreaterThan(3);
  expect(await page.getByText('This diagram cannot be drawn', { exact: false }).count()).toBeGreaterThan(6);
  await hoverLinks(page);
  for (const word of ['p', 'q']) await page.getByRole('link', { name: word, exact: true }).first().click();
  expect(await look(watch, '/settings')).toEqual([]);
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('dialog').getByRole('textbox').fill('onerror');
  await page.getByRole('menuitem').first().waitFor(waitLong);
  expect(await watch.live()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached', ...waitLong });
  expect(watch.happened).toEqual([]);
}, 240_000);

it.each([
  ['quiz', 'quiz/requests-warm-up'],
  ['review', 'review/order-search'],
  ['sql', 'sql/spend-per-city'],
  ['http', 'http/product-search'],
])(
  'so does an exercise in all its panes: %s',
  async (_, exercise) => {
    const watch = await watched();
    const { page } = watch;
    expect(await look(watch, `/exercise/hostile/${exercise}`)).toEqual([]);
    const hint = page.getByRole('button', { name: /^Show hint/ });
    for (
      let [name] = await hint.allTextContents();
      name !== undefined;
      [name] = await hint.allTextContents()
    ) {
      await hint.first().click();
      // That it was read is noted before the next one is offered.
      await expect.poll(async () => (await hint.allTextContents()).includes(name ?? '')).toBe(false);
    }
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await page
      .getByRole('heading', { name: /\d+ of \d+ (?:passed|found)/ })
      .first()
      .waitFor(waitLong);
    const closed = page.locator('[data-pane="results"] [aria-expanded="false"]');
    while ((await closed.count()) > 0) await closed.first().click();
    expect(await watch.live()).toEqual([]);
    await page.getByRole('tab', { name: 'Attempts' }).click();
    await page.getByText('Attempt 1').first().waitFor(waitLong);
    expect(await watch.live()).toEqual([]);
    expect(watch.happened).toEqual([]);
  },
  240_000,
);

it.each([['schema'], ['plan'], ['tests'], ['function']])(
  'a text that would take minutes to lay out is shown as it was written: %s',
  async (lesson) => {
    const watch = await watched();
    const began = performance.now();
    expect(await look(watch, `/lesson/hostile/${lesson}`)).toEqual([]);
    await watch.page.getByText('so you see it as it was written', { exact: false }).waitFor(waitLong);
    await watch.page
      .getByRole('button', { name: /^Start/ })
      .first()
      .click();
    await watch.page.getByRole('tab').first().waitFor(waitLong);
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(watch.happened).toEqual([]);
  },
  120_000,
);
