import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { serve } from '../../host/serve.ts';
import { ensureChromium } from '../chromium.ts';
import { launchBrowser, seenFirstSteps } from '../e2e/app.ts';
import { type BenchRow, row, summarize } from './measure.ts';

const renderer = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const lesson = { id: 'foundations/joins', title: 'Joins' };
const exercise = '/exercise/foundations/select/find-products';

/** How the window feels, in real Chromium in browser mode: each figure beside what a bare page takes for the like. */
export async function benchWindow(rounds: number): Promise<BenchRow[]> {
  ensureChromium();
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-window-'));
  const browser = await launchBrowser();
  const app = await serve({ port: 0, dataFolder: seenFirstSteps(join(folder, 'data')) });
  const bare = await serve({
    port: 0,
    dataFolder: join(folder, 'bare-data'),
    rendererFolder: barePage(folder),
  });
  try {
    return [
      await firstPage(browser, { app: app.url, bare: bare.url }, rounds),
      await lessonOpens(browser, app.url, rounds),
      await typing(browser, { app: app.url, bare: bare.url }, rounds),
      await firstEvidence(browser, app.url, rounds),
      await initialBundle(browser, app.url),
    ];
  } finally {
    await browser.close();
    await app.close();
    await bare.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function barePage(folder: string): string {
  const pages = join(folder, 'bare');
  mkdirSync(pages);
  const page =
    '<!doctype html><title>Bare</title><main><h1>Bare</h1><button>Continue</button><textarea></textarea></main>';
  writeFileSync(join(pages, 'index.html'), page);
  return pages;
}

/** Opens an address in a browser that has never seen it, and gives what `measure` makes of the page. */
async function inFreshPage<T>(
  browser: Browser,
  url: string,
  measure: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await measure(page);
  } finally {
    await context.close();
  }
}

/** From following the address to a button that can be pressed, nothing being cached. */
async function firstPage(browser: Browser, urls: Urls, rounds: number): Promise<BenchRow> {
  const until = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => {
            const button = [...document.querySelectorAll('main button')].find(
              (one) => one.textContent === 'Continue',
            );
            if (button) resolve(performance.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await inFreshPage(browser, urls.app, until));
    times.theirs.push(await inFreshPage(browser, urls.bare, until));
  }
  return row(
    'window-first-page',
    summarize(times.ours),
    'a bare page of the same server',
    summarize(times.theirs),
  );
}

interface Urls {
  readonly app: string;
  readonly bare: string;
}

/** From pressing a lesson on the home page to its text in a painted frame; the same text put in at once beside it. */
async function lessonOpens(browser: Browser, url: string, rounds: number): Promise<BenchRow> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const { ours, theirs } = await inFreshPage(browser, url, async (page) => {
      await page.getByRole('button', { name: 'Continue' }).waitFor();
      // A reader looks before they press: what the page fetches ahead has its moment.
      await page.waitForTimeout(700);
      // And the pointer gets to a link before a finger presses.
      await page.locator(`main a[href="#/lesson/${lesson.id}"]`).first().hover();
      await page.waitForTimeout(150);
      return page.evaluate(async ({ id, title }) => {
        const painted = () =>
          new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        const began = performance.now();
        document.querySelector<HTMLElement>(`main a[href="#/lesson/${id}"]`)?.click();
        while (document.querySelector('article h1')?.textContent !== title) await painted();
        await painted();
        const opened = performance.now() - began;
        const html = document.querySelector('article')?.innerHTML ?? '';
        const place = document.createElement('article');
        document.querySelector('main')?.replaceChildren(place);
        await painted();
        const again = performance.now();
        place.innerHTML = html;
        await painted();
        return { ours: opened, theirs: performance.now() - again };
      }, lesson);
    });
    times.ours.push(ours);
    times.theirs.push(theirs);
  }
  return row(
    'window-lesson-opens',
    summarize(times.ours),
    'the same text as bare HTML',
    summarize(times.theirs),
  );
}

/** From a key to the frame that shows it, in the editor with its language service and in a bare text field. */
async function typing(browser: Browser, urls: Urls, rounds: number): Promise<BenchRow> {
  const keys = Math.max(40, rounds * 8);
  const typeInto = async (page: Page, selector: string): Promise<number[]> => {
    await page.locator(selector).first().click();
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { times });
      const shown = (event: Event) =>
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - event.timeStamp)));
      window.addEventListener('keydown', shown, { capture: true });
    });
    for (let key = 0; key < keys; key += 1)
      await page.keyboard.press('abcdefgh'[key % 8] ?? 'a', { delay: 20 });
    await page.waitForTimeout(100);
    return page.evaluate(() => (window as unknown as { times: number[] }).times);
  };
  const ours = await inFreshPage(browser, urls.app, async (page) => {
    await page.goto(new URL(`/#${exercise}`, urls.app).href);
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.waitForTimeout(1_000);
    return typeInto(page, '.monaco-editor .view-line');
  });
  const theirs = await inFreshPage(browser, urls.bare, (page) => typeInto(page, 'textarea'));
  return row('window-typing', summarize(ours), 'a bare text field', summarize(theirs));
}

/** From the verdict's arrival in the window to its first evidence in a painted frame; the very next frame beside it. */
async function firstEvidence(browser: Browser, url: string, rounds: number): Promise<BenchRow> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const { ours, theirs } = await inFreshPage(browser, url, async (page) => {
      await page.addInitScript(() => {
        const painted = (then: () => void) => requestAnimationFrame(() => setTimeout(then));
        const Plain = window.WebSocket;
        window.WebSocket = class extends Plain {
          constructor(address: string | URL, protocols?: string | string[]) {
            super(address, protocols);
            this.addEventListener('message', ({ data }) => {
              if (!String(data).includes('"report":{')) return;
              const arrived = performance.now();
              const measured = { ours: 0, theirs: 0 };
              painted(() => {
                measured.theirs = performance.now() - arrived;
              });
              const look = () => {
                if (
                  !document.querySelector(
                    '[data-pane="results"] [data-difference], [data-pane="results"] table',
                  )
                )
                  return requestAnimationFrame(look);
                painted(() => {
                  measured.ours = performance.now() - arrived;
                  Object.assign(window, { measured });
                });
              };
              look();
            });
          }
        };
      });
      await page.goto(new URL(`/#${exercise}`, url).href);
      await page.reload();
      await page.locator('.monaco-editor .view-line').first().waitFor();
      await page.getByRole('button', { name: /^Submit/ }).click();
      await page.waitForFunction(() => 'measured' in window);
      return page.evaluate(
        () => (window as unknown as { measured: { ours: number; theirs: number } }).measured,
      );
    });
    times.ours.push(ours);
    times.theirs.push(theirs);
  }
  return row('window-first-evidence', summarize(times.ours), 'the next frame', summarize(times.theirs));
}

/** What the home page has fetched by the time it can be used, compressed, beside all that the window can fetch. */
async function initialBundle(browser: Browser, url: string): Promise<BenchRow> {
  const names = await inFreshPage(browser, url, async (page) => {
    const now = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    return now();
  });
  const sizeOf = (path: string) => gzipSync(readFileSync(join(renderer, path))).length / 1024;
  const isCode = (name: string) => /\.(?:js|css)$/.test(name);
  const initial = names.map((name) => new URL(name).pathname).filter(isCode);
  const all = readdirSync(join(renderer, 'assets')).filter(isCode);
  const size = sum(initial.map(sizeOf));
  const whole = sum(all.map((name) => sizeOf(join('assets', name))));
  return {
    ...row('window-initial-bundle', { p50: size, p95: size }, 'all code of the window', {
      p50: whole,
      p95: whole,
    }),
    unit: 'KiB',
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
