import { type Looked, type State, waitLong } from './state.ts';

const progress = async ({ page, go }: Looked) => {
  await go('/progress');
  await page.getByRole('main').getByRole('table').first().waitFor(waitLong);
};

export const progressStates: readonly State[] = [
  // It shows what the states before it did.
  { name: 'progress', stage: 'built-in', isShown: true, reach: progress },
  {
    name: 'progress-empty',
    stage: 'large-begun',
    isShown: false,
    reach: async ({ page, texts, go }) => {
      await go('/progress');
      await page.getByText(texts.progress.emptyTitle).waitFor(waitLong);
    },
  },
  { name: 'progress-large', stage: 'large-half', isShown: false, reach: progress },
  {
    name: 'progress-table',
    stage: 'large-half',
    isShown: false,
    reach: async (looked) => {
      await progress(looked);
      await looked.page.getByText(looked.texts.progress.table, { exact: true }).click();
      await looked.page.getByRole('columnheader', { name: looked.texts.progress.week }).waitFor(waitLong);
    },
  },
  {
    name: 'progress-changed',
    stage: 'installed',
    isShown: false,
    reach: async (looked) => {
      await progress(looked);
      await looked.page.getByText(looked.texts.progress.changed).first().waitFor(waitLong);
    },
  },
];
