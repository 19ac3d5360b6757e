import {
  answer,
  filled,
  type Looked,
  openExercise,
  press,
  results,
  type State,
  submit,
  waitLong,
} from './state.ts';

const rows = 'counting/counting/rows';
const rightRows = 'SELECT count(*) FROM things;\n';

const showSolution = async (looked: Looked, exercise: string) => {
  const { page, texts } = looked;
  await openExercise(looked, exercise);
  await press(looked, texts.help.show);
  const question = page.getByRole('alertdialog');
  const solution = page.getByRole('dialog', { name: filled(texts.help.dialogTitle) });
  // It is asked once a profile.
  await question.or(solution).waitFor(waitLong);
  if ((await question.count()) > 0) await question.getByRole('button', { name: texts.help.askShow }).click();
  await solution.waitFor(waitLong);
};

/** Submits a wrong answer and opens the list of attempts. */
const attempts = async (looked: Looked) => {
  await submit(looked, rows, 'SELECT id FROM things;\n');
  await looked.page.getByRole('tab', { name: looked.texts.results.attempts }).click();
  await results(looked).getByRole('listitem').first().waitFor(waitLong);
};

export const helpAndAttempts: readonly State[] = [
  {
    name: 'hints',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      const { page, texts } = looked;
      await openExercise(looked, 'foundations/crud-express-sqlite/products-api');
      await press(looked, texts.exercise.showHint);
      const first = page.getByRole('heading', { name: filled(texts.exercise.hintNof) }).first();
      await first.waitFor(waitLong);
      await first.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'solution-question',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await openExercise(looked, rows);
      await press(looked, looked.texts.help.show);
      await looked.page.getByRole('alertdialog').waitFor(waitLong);
    },
  },
  {
    name: 'solution-beside-own',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await showSolution(looked, 'kinds/sql/spend-per-city');
      await looked.page.getByRole('dialog').locator('[data-difference]').first().waitFor(waitLong);
    },
  },
  {
    name: 'solution-as-answers',
    stage: 'fixtures',
    isShown: false,
    reach: (looked) => showSolution(looked, 'kinds/quiz/requests-warm-up'),
  },
  {
    name: 'attempts-none',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await openExercise(looked, 'kinds/sql/account-report');
      await looked.page.getByRole('tab', { name: looked.texts.results.attempts }).click();
      await looked.page.getByText(looked.texts.attempts.emptyTitle).waitFor(waitLong);
    },
  },
  {
    name: 'attempts',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await submit(looked, rows, rightRows);
      await attempts(looked);
    },
  },
  {
    name: 'attempts-compared',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await attempts(looked);
      await answer(looked, rightRows);
      await press(looked, looked.texts.attempts.compareOf);
      await looked.page.getByRole('dialog').locator('[data-difference]').first().waitFor(waitLong);
    },
  },
  {
    name: 'attempt-viewed',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await attempts(looked);
      await press(looked, looked.texts.attempts.viewOf);
      await looked.page.getByRole('button', { name: looked.texts.attempts.backToLatest }).waitFor(waitLong);
    },
  },
  {
    name: 'starter-question',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      await openExercise(looked, rows);
      await press(looked, looked.texts.exercise.reset);
      await looked.page.getByRole('alertdialog').waitFor(waitLong);
    },
  },
  {
    name: 'own-editor',
    stage: 'fixtures',
    isShown: false,
    reach: async (looked) => {
      const { page, texts } = looked;
      await openExercise(looked, 'kinds/schema/library');
      await press(looked, texts.ownEditor.start);
      await page.getByText(texts.ownEditor.lead).waitFor(waitLong);
    },
  },
];
