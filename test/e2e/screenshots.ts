import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { ensureChromium } from '../chromium.ts';
import { launchBrowser, openPage, type RunningApp, seenFirstSteps, startApp, typeInEditor } from './app.ts';
import { largePack, learnLargePack } from './large-curriculum.ts';

/**
 * `npm run screenshots`: the pages and states of Backline in both themes, into `docs/screenshots`.
 * `--all DIR` takes them in both languages and at two sizes as well, with states that the documentation does not show,
 * into another folder, for looking over. `--only WORD` takes those alone whose name has the word.
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

interface Looked {
  readonly page: Page;
  /** Goes to a page of the window and waits for its heading. */
  readonly go: (path: string) => Promise<void>;
}

interface State {
  readonly name: string;
  /** How much of the large curriculum is learned; without it the app has the built-in lessons alone. */
  readonly learned?: number;
  /** False for what is for looking over and not for the documentation. */
  readonly isShown: boolean;
  /** Brings the page into the state. */
  readonly reach: (looked: Looked) => Promise<void>;
}

const lesson = '/lesson/foundations/methods-status-headers';
const drawn = (page: Page) => page.locator('[role=img] svg').first().waitFor();
const home = async ({ page, go }: Looked) => {
  await go('/');
  await page.getByRole('list').first().waitFor();
};

/** Every page and state, in the order in which they are reached: a later one may build on an earlier one's answers. */
const states: readonly State[] = [
  { name: 'home', isShown: true, reach: home },
  { name: 'home-large-begun', learned: 0, isShown: false, reach: home },
  { name: 'home-large-half', learned: 0.5, isShown: false, reach: home },
  { name: 'home-large-done', learned: 1, isShown: false, reach: home },
  {
    name: 'home-track-open',
    learned: 0.5,
    isShown: false,
    reach: async (looked) => {
      await home(looked);
      await looked.page.getByRole('main').locator('[aria-expanded=false]').nth(3).click();
    },
  },
  {
    name: 'palette',
    learned: 0.5,
    isShown: false,
    reach: async (looked) => {
      await home(looked);
      await looked.page.keyboard.press('ControlOrMeta+K');
      await looked.page.getByRole('dialog').getByRole('textbox').waitFor();
      await looked.page.keyboard.type('sql');
    },
  },
  {
    name: 'lesson',
    isShown: true,
    reach: async ({ page, go }) => {
      await go('/lesson/foundations/joins');
      await page.locator('pre code span').first().waitFor();
    },
  },
  {
    name: 'lesson-diagram',
    isShown: false,
    reach: async ({ page, go }) => {
      await go(lesson);
      await drawn(page);
      await page
        .locator('[role=img]')
        .first()
        .evaluate((image) => image.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'lesson-warm-up',
    isShown: false,
    reach: async ({ page, go }) => {
      await go(lesson);
      await drawn(page);
      const warmUp = page.getByRole('region', { name: /^What method|^O que método/ });
      await warmUp.getByText('GET /notices/party', { exact: true }).first().click();
      await warmUp.getByText('POST /notices', { exact: true }).first().click();
      await warmUp.getByText('201 Created').click();
      await page.keyboard.press('ControlOrMeta+Shift+Enter');
      await warmUp
        .getByText(/^\d (?:of|de) 4 /)
        .last()
        .waitFor();
      await warmUp.evaluate((section) => section.scrollIntoView({ block: 'start' }));
    },
  },
  { name: 'settings', isShown: true, reach: ({ go }) => go('/settings') },
  { name: 'welcome', isShown: true, reach: ({ go }) => go('/welcome') },
  {
    name: 'playground',
    isShown: true,
    reach: async ({ page, go }) => {
      await go('/playground');
      await page.locator('.monaco-editor').first().waitFor();
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.getByRole('heading', { name: /200 OK/ }).waitFor();
    },
  },
  {
    name: 'exercise-failing',
    isShown: true,
    reach: async ({ page, go }) => {
      await go(`/exercise/${exercise}`);
      await submit(page, sourceOf('wrong/created-ok'), /^(?!11 )\d+ (of|de) 11/);
    },
  },
  {
    name: 'exercise-passing',
    isShown: true,
    reach: async ({ page, go }) => {
      await go(`/exercise/${exercise}`);
      await submit(page, sourceOf('solution'), /^11 (of|de) 11/);
    },
  },
  {
    name: 'progress',
    isShown: true,
    reach: async ({ page, go }) => {
      await go('/progress');
      await page.getByRole('main').getByRole('table').first().waitFor();
    },
  },
];

const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';
const wanted = states.filter(({ name, isShown }) => (isShown || all >= 0) && name.includes(only));

ensureChromium();
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const learned of new Set(wanted.map((state) => state.learned))) {
    await withApp(learned, async (app) => {
      const reached = wanted.filter((state) => state.learned === learned);
      for (const size of sizes) {
        for (const language of languages) {
          for (const theme of ['light', 'dark'] as const)
            await takeAll(app, reached, { theme, language, size });
        }
      }
    });
  }
} finally {
  await browser.close();
}

async function withApp(learned: number | undefined, use: (app: RunningApp) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'backline-screenshots-'));
  const data = join(scratch, 'data');
  if (learned !== undefined) learnLargePack(data, learned);
  const app = await startApp(
    seenFirstSteps(data),
    0,
    learned === undefined ? [] : [packs, largePack(scratch)],
  );
  try {
    await use(app);
  } finally {
    await app.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: string;
  readonly size: { readonly width: number; readonly height: number };
}

async function takeAll(
  app: RunningApp,
  reached: readonly State[],
  { theme, language, size }: Look,
): Promise<void> {
  const { page } = await openPage(browser, app, {
    locale: language,
    colorScheme: theme,
    viewport: size,
    reducedMotion: 'reduce',
  });
  const label = all < 0 ? theme : `${theme}-${language}-${size.width}`;
  const go = async (path: string) => {
    await page.goto(new URL(`/#${path}`, app.url).href);
    await page.reload();
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  };
  for (const { name, reach } of reached) {
    await reach({ page, go });
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: `${folder}${name}-${label}.png` });
    console.log(`${folder}${name}-${label}.png`);
  }
  await page.context().close();
}

async function submit(page: Page, source: string, summary: RegExp): Promise<void> {
  await typeInEditor(page, source);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await page.getByRole('heading', { name: summary }).first().waitFor();
}
