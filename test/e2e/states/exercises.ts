import type { Page } from 'playwright-core';
import { packId } from '../../hostile/small-pack.ts';
import { typeInEditor } from '../app.ts';
import {
  answer,
  builtInExercise,
  filled,
  type Looked,
  openExercise,
  press,
  results,
  type State,
  submit,
  waitLong,
  wrongAnswer,
} from './state.ts';

const products = 'foundations/crud-express-sqlite/products-api';
const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;';

/** More rows than are shown, with values of every look: nothing, empty, white space, right to left, and very long. */
const values = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
SELECT CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'مرحبا ' || i || ' abc' WHEN 2 THEN '' WHEN 3 THEN '  edge '
  ELSE replace(hex(zeroblob(2000)), '0', 'w') END AS city, i AS customers, i * 1.5 AS spent FROM n;`;

/** A wrong answer to an exercise of each kind of the fixtures, and what of its evidence is brought into view. */
const failures: readonly {
  readonly name: string;
  readonly answer: readonly [exercise: string, mistake: string, entry: string];
  readonly figure?: (looked: Looked) => RegExp;
}[] = [
  { name: 'http', answer: ['http/orders-with-items', 'forgets-empty', 'app.ts'] },
  {
    name: 'http-timeline',
    answer: ['http/orders-with-items', 'forgets-empty', 'app.ts'],
    figure: ({ texts }) => filled(texts.evidence.timeline.label),
  },
  { name: 'http-statements', answer: ['http/orders-with-items', 'one-by-one', 'app.ts'] },
  {
    name: 'http-chart',
    answer: ['http/orders-with-items', 'one-by-one', 'app.ts'],
    figure: ({ texts }) => filled(texts.evidence.series.label),
  },
  { name: 'function', answer: ['function/busy-times', 'unsorted', 'busy-times.ts'] },
  { name: 'sql', answer: ['sql/spend-per-city', 'inner-join', 'query.sql'] },
  { name: 'schema', answer: ['schema/library', 'check-blank', 'schema.sql'] },
  { name: 'plan', answer: ['plan/latest-events', 'one-column', 'query.sql'] },
  { name: 'tests', answer: ['tests/checkout', 'happy-path', 'checkout.test.ts'] },
  { name: 'quiz', answer: ['quiz/requests-warm-up', 'swapped-steps', 'answers.yaml'] },
  { name: 'review', answer: ['review/order-search', 'guesses', 'review.yaml'] },
];

export const exercises: readonly State[] = [
  {
    name: 'exercise-empty',
    stage: 'built-in',
    isShown: false,
    reach: (looked) => openExercise(looked, products),
  },
  {
    name: 'exercise-failing',
    stage: 'built-in',
    isShown: true,
    reach: (looked) =>
      submit(looked, products, builtInExercise('crud-express-sqlite/products-api/wrong/created-ok/app.ts')),
  },
  {
    name: 'exercise-passing',
    stage: 'built-in',
    isShown: true,
    reach: async (looked) => {
      await submit(looked, products, builtInExercise('crud-express-sqlite/products-api/solution/app.ts'));
      await results(looked)
        .getByRole('heading', { name: looked.texts.results.passedTitle, exact: true })
        .waitFor(waitLong);
    },
  },
  {
    name: 'exercise-does-not-load',
    stage: 'built-in',
    isShown: false,
    reach: (looked) =>
      submit(
        looked,
        'foundations/methods-status-headers/notice-board',
        'const board = new Map();\nconst = 2;\n',
      ),
  },
  {
    name: 'exercise-running',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await runEndless(looked);
      await looked.page
        .getByRole('button', { name: new RegExp(`^${looked.texts.exercise.cancel}`) })
        .waitFor(waitLong);
    },
  },
  {
    name: 'exercise-cancelled',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await runEndless(looked);
      await press(looked, looked.texts.exercise.cancel);
      await results(looked).getByText(looked.texts.results.cancelledTitle).waitFor(waitLong);
    },
  },
  {
    name: 'exercise-quiz',
    stage: 'fixtures',
    isShown: false,
    reach: (looked) => openExercise(looked, 'kinds/quiz/requests-warm-up'),
  },
  {
    name: 'exercise-review',
    stage: 'fixtures',
    isShown: false,
    reach: (looked) => openExercise(looked, 'kinds/review/order-search'),
  },
  ...failures.map(
    ({ name, answer: [exercise, mistake, entry], figure }): State => ({
      name: `failing-${name}`,
      stage: 'fixtures',
      isShown: false,
      reach: async (looked) => {
        await submit(looked, `kinds/${exercise}`, wrongAnswer(`${exercise}/wrong/${mistake}/${entry}`));
        if (figure === undefined) return;
        const found = results(looked)
          .getByRole('figure', { name: figure(looked) })
          .first();
        await found.waitFor(waitLong);
        await found.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      },
    }),
  ),
  {
    name: 'failing-sql-values',
    stage: 'fixtures',
    isShown: false,
    reach: (looked) => submit(looked, 'kinds/sql/spend-per-city', values),
  },
  {
    name: 'exercise-changed',
    stage: 'installed',
    isShown: false,
    reach: async (looked) => {
      await openExercise(looked, `${packId}/rows/count`);
      await looked.page.getByText(looked.texts.exercise.changedSincePassed).waitFor(waitLong);
    },
  },
  {
    name: 'preview-finding',
    stage: 'preview',
    isShown: false,
    reach: async (looked) => {
      await openExercise(looked, 'counting/counting/rows');
      const panel = looked.page.getByRole('region', { name: looked.texts.preview.title });
      await panel.getByText(looked.texts.preview.notCertified, { exact: true }).waitFor(waitLong);
    },
  },
  {
    name: 'exercise-conflict',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      const { page, texts } = looked;
      const connection = await breakable(page);
      await openExercise(looked, 'foundations/select/find-products');
      connection.cut();
      await typeInEditor(page, "SELECT name FROM products WHERE name LIKE 'T%';");
      const other = await page.context().newPage();
      const there = { ...looked, page: other };
      await other.goto(page.url());
      await other.locator('.monaco-editor .view-line').first().waitFor(waitLong);
      await answer(there, 'SELECT name FROM products;');
      await other.getByText(texts.draft.saved, { exact: true }).first().waitFor(waitLong);
      await other.close();
      connection.mend();
      await page.getByRole('alertdialog', { name: texts.draft.conflictTitle }).waitFor(waitLong);
    },
  },
  {
    name: 'connection-lost',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      const connection = await breakable(looked.page);
      await openExercise(looked, 'foundations/select/find-products');
      connection.cut();
      await looked.page.getByText(looked.texts.connection.lost).waitFor(waitLong);
    },
  },
];

async function runEndless(looked: Looked): Promise<void> {
  await openExercise(looked, 'foundations/select/find-products');
  await answer(looked, endless);
  await looked.page.keyboard.press('ControlOrMeta+Enter');
}

/** The page's connection to its host: let through at first; cut, it is refused until it is mended. */
async function breakable(page: Page): Promise<{ cut(): void; mend(): void }> {
  let close: (() => void) | null = null;
  let isCut = false;
  await page.routeWebSocket(/\/host$/, (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    close = () => void socket.close();
  });
  return {
    cut: () => {
      isCut = true;
      close?.();
    },
    mend: () => {
      isCut = false;
    },
  };
}
