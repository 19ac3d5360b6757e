import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import en from '../../../renderer/i18n/en.json' with { type: 'json' };
import ptBR from '../../../renderer/i18n/pt-BR.json' with { type: 'json' };
import { typeInEditor } from '../app.ts';
import type { StageName } from './stages.ts';

/** The two languages by what a browser asks for, each with the window's texts. */
export const languages = { 'en-US': en, 'pt-BR': ptBR as Texts } as const;
export type Language = keyof typeof languages;
export type Texts = typeof en;

/** The window that is brought into a state. */
export interface Looked {
  readonly page: Page;
  readonly texts: Texts;
  /** Goes to a page of the window, loaded anew, and waits for its heading. */
  readonly go: (path: string) => Promise<void>;
}

/** What the window looks like at one point of its use. */
export interface State {
  readonly name: string;
  /** The packs and the data that the app has. */
  readonly stage: StageName;
  /** Whether the documentation shows it. */
  readonly isShown: boolean;
  /** Brings the page into the state, from whatever page of the same stage it is on. */
  readonly reach: (looked: Looked) => Promise<void>;
}

export const waitLong = { timeout: 40_000 };
export const builtInPacks = fileURLToPath(new URL('../../../lessons/packs', import.meta.url));
export const fixturePacks = fileURLToPath(new URL('../../fixtures/packs', import.meta.url));

/** What a text looks like whatever is filled into it. */
export function filled(text: string): RegExp {
  const parts = text.split(/\{\{.*?\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

export const results = ({ page, texts }: Looked) =>
  page.getByRole('region', { name: texts.exercise.results, exact: true });

/** Presses the first button of this name, which may have its keys printed beside it. */
export async function press({ page }: Looked, name: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${filled(name).source.slice(1, -1)}`) })
    .first()
    .click(waitLong);
}

/** Opens an exercise and waits until it can be answered. */
export async function openExercise({ page, go }: Looked, exercise: string): Promise<void> {
  await go(`/exercise/${exercise}`);
  await page
    .locator('[data-pane="editor"] :is(.view-line, fieldset, section section)')
    .first()
    .waitFor(waitLong);
}

/** Replaces the answer of the exercise that is open, by its text where it has a form. */
export async function answer(looked: Looked, source: string): Promise<void> {
  const { page, texts } = looked;
  const asText = page.getByRole('button', { name: texts.exercise.asText });
  const hasForm = (await asText.count()) > 0;
  if (hasForm) await asText.click();
  await page.locator('.monaco-editor').first().waitFor(waitLong);
  await typeInEditor(page, source);
  await page.keyboard.press('ControlOrMeta+Home');
  if (hasForm) await press(looked, texts.exercise.asForm);
}

/** Opens an exercise, submits an answer to it, and waits for the count of what passed. */
export async function submit(looked: Looked, exercise: string, source: string): Promise<void> {
  await openExercise(looked, exercise);
  await answer(looked, source);
  await looked.page.keyboard.press('ControlOrMeta+Shift+Enter');
  await results(looked)
    .getByRole('heading', { name: filled(looked.texts.results.summary) })
    .first()
    .waitFor(waitLong);
}

/** A file below the lessons that come with Backline. */
export const builtInExercise = (path: string) =>
  readFileSync(join(builtInPacks, 'foundations', path), 'utf8');

/** A file below the fixtures with an exercise of every kind. */
export const wrongAnswer = (path: string) => readFileSync(join(fixturePacks, 'kinds', path), 'utf8');
