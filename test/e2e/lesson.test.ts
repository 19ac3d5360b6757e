import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someOf } from '../deep.ts';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startApp } from './app.ts';

const waitLong = { timeout: 30_000 };
const lesson = '/lesson/foundations/methods-status-headers';

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function open(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, app, { reducedMotion: 'reduce', ...options });
  await goTo(opened.page, path);
  return opened;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, app.url).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor(waitLong);
}

const drawing = (page: Page, name: RegExp) => page.getByRole('img', { name });

it('is fetched once somebody points at its link, and not again when it is opened', async () => {
  const { page, faults } = await open('/');
  const asked: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('"catalog.lesson"')) asked.push(String(payload));
    }),
  );
  await page.reload();
  const link = page.getByRole('link', { name: /3\.2 Joins/ });
  await link.hover();
  await expect.poll(() => asked.length, waitLong).toBe(1);
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'Joins' }).waitFor(waitLong);
  await page.locator('pre code span').first().waitFor(waitLong);
  expect(asked).toHaveLength(1);
  expect(faults).toEqual([]);
}, 60_000);

describe('a diagram', () => {
  it('is drawn in the colours of the theme, and there as text', async () => {
    const { page, faults } = await open(lesson, { colorScheme: 'light' });
    const svg = drawing(page, /^An answer that never arrives\. The client sends/).locator('svg');
    await svg.waitFor(waitLong);
    const background = () =>
      svg
        .locator('rect.actor')
        .first()
        .evaluate((rect) => getComputedStyle(rect).fill);
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(background, waitLong).not.toBe(light);
    await page.getByText('Diagram as text').click();
    await page.getByText('participant C as Client', { exact: false }).waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 60_000);

  it('is fetched by a lesson that has one, and by no other', async () => {
    const { page } = await open('/lesson/foundations/joins');
    await page.locator('pre code span').first().waitFor(waitLong);
    const scripts = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .join(' '),
      );
    expect(await scripts()).not.toMatch(/mermaid/i);
    await goTo(page, lesson);
    await drawing(page, /never arrives/)
      .locator('svg')
      .waitFor(waitLong);
    expect(await scripts()).toMatch(/mermaid/i);
  }, 60_000);
});

describe('a warm-up', () => {
  it('is answered and graded in the text, and what was answered is kept', async () => {
    const { page, faults } = await open(lesson);
    const warmUp = page.getByRole('region', { name: 'What method, status and header promise' });
    for (const option of ['GET /notices/party', 'PUT /notices/party', 'POST /notices'])
      await warmUp.getByText(option, { exact: true }).first().click();
    await warmUp.getByText('201 Created').click();
    await warmUp.getByText('It gets 500, and should get 400.').click();
    await warmUp.getByRole('textbox').fill('allow');
    await warmUp.getByRole('button', { name: /Check my answers/ }).click();
    await warmUp.getByText('3 of 4 passed', { exact: true }).waitFor(waitLong);
    await warmUp.getByText('there may be two notices', { exact: false }).waitFor(waitLong);
    await warmUp.getByText('Saved', { exact: true }).waitFor(waitLong);
    await page.reload();
    await warmUp.getByText('4 of 4 questions answered.').waitFor(waitLong);
    await warmUp.getByText('POST /notices', { exact: true }).click();
    await warmUp.getByText('DELETE /notices/party', { exact: true }).click();
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await warmUp.getByText('4 of 4 passed', { exact: true }).waitFor(waitLong);
    await warmUp.getByText('Passed', { exact: true }).waitFor(waitLong);
    await warmUp.getByRole('link', { name: 'Open as an exercise' }).click();
    await page.getByRole('tab', { name: 'Attempts' }).click();
    await page.getByText('Attempt 2').first().waitFor(waitLong);
    expect(faults).toEqual([]);
  }, 90_000);

  it('is there in Portuguese', async () => {
    const { page } = await open(lesson, { locale: 'pt-BR' });
    const warmUp = page.getByRole('region', { name: 'O que método, status e cabeçalho prometem' });
    await warmUp.getByText('Qual status?', { exact: false }).waitFor(waitLong);
    await warmUp.getByRole('button', { name: /Conferir minhas respostas/ }).waitFor(waitLong);
  }, 60_000);
});

describe('reading', () => {
  it('goes on where it was left, and the outline says where that is', async () => {
    const { page } = await open('/lesson/foundations/joins');
    const outline = page.getByRole('navigation', { name: 'In this lesson' });
    await outline.getByRole('link', { name: 'ON or WHERE' }).click();
    const heading = page.getByRole('heading', { name: 'ON or WHERE' });
    await expect.poll(() => outline.locator('[aria-current="location"]').textContent()).toBe('ON or WHERE');
    const topOf = async () => Math.round((await heading.boundingBox())?.y ?? -1);
    const before = await topOf();
    expect(before).toBeLessThan(300);
    await page.getByRole('link', { name: 'Backline' }).click();
    await page.getByRole('heading', { level: 1, name: 'What users see' }).waitFor(waitLong);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await page.getByText('You are back where you were reading.').first().waitFor(waitLong);
    await expect.poll(async () => Math.abs((await topOf()) - before)).toBeLessThan(6);
    await page.reload();
    await expect.poll(async () => Math.abs((await topOf()) - before)).toBeLessThan(6);
    await page.getByRole('button', { name: 'Go to the top' }).first().click();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  }, 60_000);
});

it.each(someOf(['light', 'dark', 'high-contrast'] as const))(
  'nothing that axe can see is wrong in %s',
  async (theme) => {
    const { page } = await open(lesson);
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    await drawing(page, /never arrives/)
      .locator('svg')
      .waitFor(waitLong);
    await page.getByRole('button', { name: /Check my answers/ }).waitFor(waitLong);
    await page.getByText('Diagram as text').click();
    expect(await violations(page)).toEqual([]);
  },
  60_000,
);
