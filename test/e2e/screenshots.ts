import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { ensureChromium } from '../chromium.ts';
import { launchBrowser, openPage, type RunningApp, startApp, typeInEditor } from './app.ts';

/**
 * `npm run screenshots`: the pages and states of Backline in both themes, into `docs/screenshots`.
 * `--all DIR` takes them in both languages and at two sizes as well, into another folder, for looking over.
 */
const all = process.argv.indexOf('--all');
const folder =
  all < 0
    ? fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
    : `${process.argv[all + 1] ?? 'dist/screenshots'}/`;
const sizes =
  all < 0
    ? [{ width: 1440, height: 900 }]
    : [
        { width: 1024, height: 700 },
        { width: 1920, height: 1080 },
      ];
const languages = all < 0 ? ['en-US'] : ['en-US', 'pt-BR'];

const exercise = 'foundations/crud-express-sqlite/products-api';
const packs = fileURLToPath(new URL('../../lessons/packs/', import.meta.url));
const sourceOf = (name: string) => readFileSync(`${packs}${exercise}/${name}/app.ts`, 'utf8');

interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: string;
  readonly size: { readonly width: number; readonly height: number };
}

ensureChromium();
mkdirSync(folder, { recursive: true });
const app = await startApp();
const browser = await launchBrowser();
try {
  for (const size of sizes) {
    for (const language of languages) {
      for (const theme of ['light', 'dark'] as const) await takeAll(browser, app, { theme, language, size });
    }
  }
} finally {
  await browser.close();
  await app.close();
}

async function takeAll(
  chromium: Browser,
  running: RunningApp,
  { theme, language, size }: Look,
): Promise<void> {
  const { page } = await openPage(chromium, running, {
    locale: language,
    colorScheme: theme,
    viewport: size,
    reducedMotion: 'reduce',
  });
  const label = all < 0 ? theme : `${theme}-${language}-${size.width}`;
  const shoot = async (name: string) => {
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: `${folder}${name}-${label}.png` });
    console.log(`${folder}${name}-${label}.png`);
  };
  const go = (path: string) => page.goto(new URL(`/#${path}`, running.url).href);

  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('list').first().waitFor();
  await shoot('home');
  await go('/lesson/foundations/joins');
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await page.locator('pre code span').first().waitFor();
  await shoot('lesson');
  await go('/settings');
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await shoot('settings');
  await go('/welcome');
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await shoot('welcome');
  await go('/playground');
  await page.locator('.monaco-editor').first().waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('heading', { name: /200 OK/ }).waitFor();
  await shoot('playground');
  await go(`/exercise/${exercise}`);
  await submit(page, sourceOf('wrong/created-ok'), /^(?!11 )\d+ (of|de) 11/);
  await shoot('exercise-failing');
  await submit(page, sourceOf('solution'), /^11 (of|de) 11/);
  await shoot('exercise-passing');
  await go('/progress');
  await page.getByRole('main').getByRole('table').first().waitFor();
  await shoot('progress');
  await page.context().close();
}

async function submit(page: Page, source: string, summary: RegExp): Promise<void> {
  await typeInEditor(page, source);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await page.getByRole('heading', { name: summary }).first().waitFor();
}
