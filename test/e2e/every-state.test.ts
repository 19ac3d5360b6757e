import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isDeep, someOf } from '../deep.ts';
import { violations } from './accessibility.ts';
import { launchBrowser } from './app.ts';
import { everyState, mediaOf, openWindow, type Theme } from './every-state.ts';
import { stageNames, withStage } from './states/stages.ts';
import type { Language } from './states/state.ts';

interface Look {
  readonly theme: Theme;
  readonly language: Language;
}

const looks = (['light', 'dark', 'high-contrast'] as const).flatMap((theme) =>
  (['en-US', 'pt-BR'] as const).map((language): Look => ({ theme, language })),
);

/** Where the run is not deep, every third state has one look of the six, and the next of them the next look. */
const turns = isDeep ? looks.map((look) => [look]) : [looks];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(stageNames.flatMap((stage) => turns.map((taken) => ({ stage, taken }))))(
  'no state of $stage has a violation that axe can see, or is wider than a small window',
  { timeout: 600_000 },
  async ({ stage, taken }) => {
    const states = someOf(
      everyState.filter((state) => state.stage === stage),
      3,
    );
    const found: Record<string, readonly string[]> = {};
    await withStage(stage, async (app) => {
      const options = { viewport: { width: 1024, height: 700 } };
      const windows = new Map<Language, Awaited<ReturnType<typeof openWindow>>>();
      try {
        for (const [at, state] of states.entries()) {
          // biome-ignore lint/style/noNonNullAssertion: there is at least one look
          const { theme, language } = taken[at % taken.length]!;
          const opened = windows.get(language) ?? (await openWindow(browser, app, language, options));
          windows.set(language, opened);
          const { page } = opened.looked;
          await page.emulateMedia(mediaOf(theme));
          await state.reach(opened.looked);
          expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
          found[`${state.name} in ${theme}, ${language}`] = await faultsOf(page);
        }
        expect([...windows.values()].flatMap(({ faults }) => faults)).toEqual([]);
      } finally {
        for (const { looked } of windows.values()) await looked.page.context().close();
      }
    });
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(states.length);
  },
);

async function faultsOf(page: Page): Promise<readonly string[]> {
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return [...(await violations(page)), ...(isTooWide ? ['wider than the window'] : [])];
}
