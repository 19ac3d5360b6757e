import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubmissionFolder } from '../../lessons/format/load-exercise.ts';
import { findExercise, loadPacks } from '../../lessons/format/load-pack.ts';
import { type Locale, textIn } from '../../lessons/format/locale.ts';
import en from '../../renderer/i18n/en.json' with { type: 'json' };
import ptBR from '../../renderer/i18n/pt-BR.json' with { type: 'json' };
import { isDeep, someOf } from '../deep.ts';
import { launchBrowser, openPage, paste, type RunningApp, startApp } from './app.ts';

/** The whole path, wrong, evidence, fix and pass, for one exercise of every kind: by mouse, and by keyboard alone. */
const packFolder = fileURLToPath(new URL('../fixtures/packs/kinds', import.meta.url));
const waitLong = { timeout: 40_000 };

interface Path {
  readonly exercise: string;
  readonly wrong: string;
  /** What the evidence of the first failure is called; null where only its own words are. */
  readonly evidence: ((texts: typeof en) => string) | null;
}

const paths: readonly Path[] = [
  { exercise: 'http/orders-with-items', wrong: 'forgets-empty', evidence: (t) => t.evidence.http.label },
  { exercise: 'function/busy-times', wrong: 'unsorted', evidence: null },
  { exercise: 'sql/spend-per-city', wrong: 'inner-join', evidence: (t) => t.evidence.table.label },
  { exercise: 'schema/library', wrong: 'check-blank', evidence: null },
  { exercise: 'plan/latest-events', wrong: 'one-column', evidence: (t) => t.evidence.plan.label },
  { exercise: 'tests/checkout', wrong: 'happy-path', evidence: (t) => t.evidence.diff.label },
  { exercise: 'quiz/requests-warm-up', wrong: 'swapped-steps', evidence: null },
  { exercise: 'review/order-search', wrong: 'guesses', evidence: (t) => t.evidence.marks.label },
];

const languages = {
  en: { locale: 'en-US', texts: en },
  'pt-BR': { locale: 'pt-BR', texts: ptBR as typeof en },
} as const satisfies Record<Locale, object>;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchBrowser(), startApp(undefined, 0, [packFolder])]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function answersOf({ exercise, wrong }: Path, language: Locale) {
  const { packs } = await loadPacks([packFolder]);
  const loaded = findExercise(packs, `kinds/${exercise}`)?.exercise;
  if (loaded === undefined) throw new Error(`the fixture ${exercise} does not load`);
  const { entry, checks, title } = loaded.exercise;
  const files = await readSubmissionFolder(loaded.folder, join('wrong', wrong), entry, []);
  return {
    title: textIn(title, language),
    wrong: files[entry] ?? '',
    right: loaded.solution[entry] ?? '',
    total: checks.length,
    hasForm: loaded.kind === 'quiz' || loaded.kind === 'review',
  };
}

/** What stands before the first name that a text is filled in with. */
const beginningOf = (text: string): RegExp =>
  new RegExp(`^${text.split('{{')[0]?.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') ?? ''}`);

const differences = (page: Page) => page.locator('[data-pane="results"] [data-difference]:visible').count();
const focusIn = (page: Page, place: string) =>
  page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, place);

async function seeEvidence(page: Page, path: Path, texts: typeof en): Promise<void> {
  const results = page.getByRole('region', { name: texts.exercise.results, exact: true });
  const first = results.getByRole('button', {
    name: new RegExp(texts.results.status.failed),
    expanded: true,
  });
  await first.waitFor(waitLong);
  const evidence = path.evidence === null ? /./ : beginningOf(path.evidence(texts));
  await results.getByRole('figure', { name: evidence }).first().waitFor(waitLong);
}

async function seePass(page: Page, total: number, texts: typeof en): Promise<void> {
  const results = page.getByRole('region', { name: texts.exercise.results, exact: true });
  const summary = texts.results.summary.replaceAll(/\{\{\w+, number\}\}/g, String(total));
  await results.getByRole('heading', { name: summary, exact: true }).waitFor(waitLong);
  await results.getByRole('heading', { name: texts.results.passedTitle, exact: true }).waitFor(waitLong);
}

describe('by mouse, in English', () => {
  it.each(someOf(paths))(
    '$exercise',
    async (path) => {
      const { locale, texts } = languages.en;
      const answers = await answersOf(path, 'en');
      const { page, faults } = await openPage(browser, app, { locale, reducedMotion: 'reduce' });
      await page.goto(new URL(`/#/exercise/kinds/${path.exercise}`, app.url).href);
      const answer = async (text: string) => {
        if (answers.hasForm) await page.getByRole('button', { name: texts.exercise.asText }).click();
        await page.locator('.monaco-editor').first().click();
        await page.keyboard.press('ControlOrMeta+A');
        await paste(page, text);
        if (answers.hasForm) await page.getByRole('button', { name: texts.exercise.asForm }).click();
        await page
          .getByRole('button', { name: /^Submit/ })
          .first()
          .click();
      };
      await answer(answers.wrong);
      await seeEvidence(page, path, texts);
      await answer(answers.right);
      await seePass(page, answers.total, texts);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    90_000,
  );
});

// Where the run is not deep, by keyboard those that were not tried by mouse.
describe('by keyboard alone, in Portuguese', () => {
  it.each(isDeep ? paths : paths.filter((path) => !someOf(paths).includes(path)))(
    '$exercise',
    async (path) => {
      const { locale, texts } = languages['pt-BR'];
      const answers = await answersOf(path, 'pt-BR');
      const { page, faults } = await openPage(browser, app, { locale, reducedMotion: 'reduce' });
      await page.getByRole('heading', { level: 1 }).waitFor(waitLong);
      const press = (key: string) => page.keyboard.press(key);
      await press('ControlOrMeta+K');
      await page.getByRole('dialog').getByRole('textbox').waitFor(waitLong);
      await page.keyboard.type(answers.title);
      await page.locator('[role=menuitem][data-focused]', { hasText: answers.title }).waitFor(waitLong);
      await press('Enter');
      await page.getByRole('region', { name: texts.exercise.editor, exact: true }).waitFor(waitLong);

      const pressUntil = async (key: string, isThere: () => Promise<boolean>) => {
        for (let presses = 0; presses < 120; presses += 1) {
          if (await isThere()) return;
          await press(key);
        }
        throw new Error(`${key} does not lead there`);
      };
      if (answers.hasForm) {
        const name = texts.exercise.asText;
        await pressUntil('Tab', () => focusIn(page, `[aria-label="${name}"]`));
        await press('Enter');
      }
      await page.locator('.monaco-editor').first().waitFor(waitLong);
      const answer = async (text: string) => {
        await pressUntil('F6', () => focusIn(page, '.monaco-editor *'));
        await press('ControlOrMeta+A');
        await paste(page, text);
        await press('ControlOrMeta+Shift+Enter');
      };
      await answer(answers.wrong);
      await seeEvidence(page, path, texts);
      // The run left the focus in the editor; from difference to difference it goes by F7.
      expect(await focusIn(page, '.monaco-editor *')).toBe(true);
      if ((await differences(page)) > 0) {
        await press('F7');
        expect(await focusIn(page, '[data-pane="results"] [data-difference]')).toBe(true);
        await press('Shift+F7');
        expect(await focusIn(page, '[data-pane="results"] [data-difference]')).toBe(true);
      }
      await answer(answers.right);
      await seePass(page, answers.total, texts);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    90_000,
  );
});
