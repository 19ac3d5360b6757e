import { packId } from '../../hostile/small-pack.ts';
import { filled, type Looked, type State, waitLong } from './state.ts';

const home = async ({ page, go }: Looked) => {
  await go('/');
  await page.getByRole('list').first().waitFor(waitLong);
};

const lesson = '/lesson/foundations/methods-status-headers';
const lessonWithDiagram = async ({ page, go }: Looked) => {
  await go(lesson);
  await page.locator('[role=img] svg').first().waitFor(waitLong);
};

const findByName = (typed: string) => async (looked: Looked) => {
  await home(looked);
  await looked.page.keyboard.press('ControlOrMeta+K');
  await looked.page.getByRole('dialog').getByRole('textbox').waitFor(waitLong);
  await looked.page.keyboard.type(typed);
};

export const homeAndLessons: readonly State[] = [
  { name: 'home', stage: 'built-in', isShown: true, reach: home },
  { name: 'home-large-begun', stage: 'large-begun', isShown: false, reach: home },
  { name: 'home-large-half', stage: 'large-half', isShown: false, reach: home },
  { name: 'home-large-done', stage: 'large-done', isShown: false, reach: home },
  {
    name: 'home-track-open',
    stage: 'large-half',
    isShown: false,
    reach: async (looked) => {
      await home(looked);
      await looked.page.getByRole('main').locator('[aria-expanded=false]').nth(3).click();
    },
  },
  {
    name: 'home-no-lessons',
    stage: 'no-lessons',
    isShown: false,
    reach: async ({ page, texts, go }) => {
      await go('/');
      await page.getByText(texts.home.emptyTitle).waitFor(waitLong);
    },
  },
  {
    name: 'home-broken-pack',
    stage: 'broken-pack',
    isShown: false,
    reach: async (looked) => {
      await home(looked);
      await looked.page.getByText(filled(looked.texts.home.problems_one)).waitFor(waitLong);
    },
  },
  { name: 'palette', stage: 'large-half', isShown: false, reach: findByName('sql') },
  {
    name: 'palette-nothing-found',
    stage: 'large-half',
    isShown: false,
    reach: async (looked) => {
      await findByName('xyzzy')(looked);
      await looked.page.getByText(looked.texts.palette.none).first().waitFor(waitLong);
    },
  },
  { name: 'not-found', stage: 'large-half', isShown: false, reach: ({ go }) => go('/no/such/page') },
  { name: 'welcome', stage: 'built-in', isShown: true, reach: ({ go }) => go('/welcome') },
  {
    name: 'welcome-no-lessons',
    stage: 'no-lessons',
    isShown: false,
    reach: async ({ page, texts, go }) => {
      await go('/welcome');
      await page.getByText(texts.welcome.noLessons).waitFor(waitLong);
    },
  },
  {
    name: 'welcome-after-loss',
    stage: 'damaged-data',
    isShown: false,
    reach: async ({ page, texts, go }) => {
      await go('/');
      await page.getByText(texts.notice.title).waitFor(waitLong);
    },
  },
  {
    name: 'lesson',
    stage: 'built-in',
    isShown: true,
    reach: async ({ page, go }) => {
      await go('/lesson/foundations/joins');
      await page.locator('pre code span').first().waitFor(waitLong);
    },
  },
  {
    name: 'lesson-end',
    stage: 'built-in',
    isShown: false,
    reach: async ({ page, go }) => {
      await go('/lesson/foundations/joins');
      await page.locator('pre code span').first().waitFor(waitLong);
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    },
  },
  {
    name: 'lesson-diagram',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await lessonWithDiagram(looked);
      await looked.page
        .locator('[role=img]')
        .first()
        .evaluate((image) => image.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'lesson-warm-up',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      const { page } = looked;
      await lessonWithDiagram(looked);
      const warmUp = page.getByRole('region', { name: /^What method|^O que método/ });
      await warmUp.getByText('GET /notices/party', { exact: true }).first().click();
      await warmUp.getByText('POST /notices', { exact: true }).first().click();
      await warmUp.getByText('201 Created').click();
      await page.keyboard.press('ControlOrMeta+Shift+Enter');
      await warmUp
        .getByText(/^\d (?:of|de) 4 /)
        .last()
        .waitFor(waitLong);
      await warmUp.evaluate((section) => section.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'lesson-changed-exercise',
    stage: 'installed',
    isShown: false,
    reach: async ({ page, texts, go }) => {
      await go(`/lesson/${packId}/rows`);
      await page.getByText(texts.lesson.changedSincePassed).waitFor(waitLong);
    },
  },
];
