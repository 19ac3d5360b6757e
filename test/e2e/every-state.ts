import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage, type RunningApp } from './app.ts';
import { exercises } from './states/exercises.ts';
import { helpAndAttempts } from './states/help-and-attempts.ts';
import { homeAndLessons } from './states/home-and-lessons.ts';
import { playgroundStates } from './states/playground.ts';
import { progressStates } from './states/progress.ts';
import { settingsStates } from './states/settings.ts';
import { type Language, type Looked, languages, type State, waitLong } from './states/state.ts';

/**
 * Every page and state of the window, for the pictures and for axe, in the order in which they are reached on each
 * stage: a later one may build on an earlier one's answers, and the one that loses the connection is the last.
 */
export const everyState: readonly State[] = [
  ...homeAndLessons,
  ...settingsStates,
  ...playgroundStates,
  ...helpAndAttempts,
  ...exercises.filter(({ name }) => name !== 'connection-lost'),
  ...progressStates,
  ...exercises.filter(({ name }) => name === 'connection-lost'),
];

export type Theme = 'light' | 'dark' | 'high-contrast';

/** What makes the window take a theme where the learner leaves that to the system. */
export const mediaOf = (theme: Theme) =>
  ({
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    contrast: theme === 'high-contrast' ? 'more' : 'no-preference',
  }) as const;

/** Opens a window in a language, ready to be brought into the states of its stage. */
export async function openWindow(
  browser: Browser,
  app: RunningApp,
  language: Language,
  options: BrowserContextOptions = {},
): Promise<{ readonly looked: Looked; readonly faults: readonly string[] }> {
  const { page, faults } = await openPage(browser, app, {
    locale: language,
    reducedMotion: 'reduce',
    ...options,
  });
  const looked = { page, texts: languages[language], go: (path: string) => go(page, path) };
  return { looked, faults };
}

async function go(page: Page, path: string): Promise<void> {
  // The address alone is changed, so that the page is loaded once and not first shown by the window as it is.
  await page.evaluate((hash) => history.replaceState(null, '', `/#${hash}`), path);
  await page.reload();
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
}
