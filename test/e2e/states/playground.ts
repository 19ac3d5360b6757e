import { typeInEditor } from '../app.ts';
import { filled, type Looked, press, type State, waitLong } from './state.ts';

const exercise = 'foundations/crud-express-sqlite/products-api';

const open = async ({ page, go }: Looked, path = '/playground') => {
  await go(path);
  await page.locator('.monaco-editor .view-line').first().waitFor(waitLong);
};

const results = ({ page, texts }: Looked) =>
  page.getByRole('region', { name: texts.playground.results, exact: true });

const answered = async (looked: Looked) => {
  await open(looked);
  await looked.page.keyboard.press('ControlOrMeta+Enter');
  await looked.page.getByRole('heading', { name: /200 OK/ }).waitFor(waitLong);
};

const database = async (looked: Looked) => {
  await open(looked);
  await looked.page.getByRole('tab', { name: looked.texts.playground.tabs.database }).click();
  await results(looked).getByRole('grid').waitFor(waitLong);
};

const sql = (script: string, says: RegExp) => async (looked: Looked) => {
  const { page, texts } = looked;
  await open(looked);
  await page.getByRole('tab', { name: texts.playground.tabs.sql, exact: true }).click();
  await page.getByLabel(texts.playground.sql).fill(script);
  await page.keyboard.press('ControlOrMeta+Enter');
  await results(looked).getByText(says).first().waitFor(waitLong);
};

export const playgroundStates: readonly State[] = [
  { name: 'playground-empty', stage: 'built-in', isShown: false, reach: open },
  { name: 'playground', stage: 'built-in', isShown: true, reach: answered },
  { name: 'playground-database', stage: 'built-in', isShown: false, reach: database },
  {
    name: 'playground-value',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await database(looked);
      const cell = results(looked).getByRole('gridcell').getByRole('button');
      await cell.nth(1).click();
      await looked.page.getByRole('textbox', { name: looked.texts.playground.value }).waitFor(waitLong);
    },
  },
  {
    name: 'playground-new-row',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await database(looked);
      await press(looked, looked.texts.playground.addRow);
      await looked.page.getByRole('dialog').waitFor(waitLong);
    },
  },
  {
    name: 'playground-sql',
    stage: 'built-in',
    isShown: false,
    reach: sql("SELECT id, text FROM notes WHERE text LIKE '%a%' ORDER BY text;", /SCAN notes/),
  },
  {
    name: 'playground-sql-error',
    stage: 'built-in',
    isShown: false,
    reach: sql('SELECT colour FROM notes', /no such column/),
  },
  {
    name: 'playground-world',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      const { page, texts } = looked;
      await open(looked, `/playground/${exercise}`);
      await page.getByRole('tab', { name: texts.playground.tabs.database }).click();
      await results(looked).getByRole('grid').waitFor(waitLong);
    },
  },
  {
    name: 'playground-does-not-load',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await open(looked);
      await typeInEditor(looked.page, 'export default (');
      await looked.page.keyboard.press('ControlOrMeta+Enter');
      await results(looked)
        .getByRole('button', { name: filled(looked.texts.playground.goTo) })
        .first()
        .waitFor(waitLong);
    },
  },
];
