import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { launchBrowser, openPage, type RunningApp, startCommand } from './app.ts';

const counting = fileURLToPath(new URL('../fixtures/packs/counting', import.meta.url));

let folder: string;
let app: RunningApp;
let browser: Browser;
let page: Page;
let faults: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-preview-e2e-'));
  cpSync(counting, join(folder, 'counting'), { recursive: true });
  app = await startCommand(join(folder, 'data'), [
    'pack',
    'preview',
    join(folder, 'counting'),
    '--port',
    '0',
  ]);
  browser = await launchBrowser();
  ({ page, faults } = await openPage(browser, app));
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (path: string) => join(folder, 'counting', path);
const change = (path: string, edit: (text: string) => string) =>
  writeFileSync(file(path), edit(readFileSync(file(path), 'utf8')));
const panel = () => page.getByRole('region', { name: 'Preview: what certification says' });
const says = (text: string | RegExp) =>
  panel().getByText(text, { exact: true }).first().waitFor({ timeout: 30_000 });
const goes = (text: string | RegExp) =>
  panel().getByText(text).first().waitFor({ state: 'detached', timeout: 30_000 });
const goTo = async (path: string) => {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
};

it('shows a mistake beside the exercise when it is saved, and takes it away when it is mended', {
  timeout: 180_000,
}, async () => {
  const before = readdirSync(file('.'), { recursive: true }).sort();
  await goTo('/exercise/counting/counting/rows');
  await says('Certified');
  await says(/The checks notice \d+ of \d+ small mistakes? in the solution/);

  const solution = readFileSync(file('counting/rows/solution/query.sql'), 'utf8');
  change('counting/rows/solution/query.sql', () => 'SELECT count(*) FROM things WHERE 1 < 2;\n');
  await says(/Show the 3 that none notices/);
  await panel().getByRole('button').click();
  await says('1 < 2');
  change('counting/rows/starter/query.sql', () => solution);
  await says(/the starter passes every check/);
  await says('counting/counting/rows/starter/query.sql:1');
  await says('Not certified');
  expect(await violations(page)).toEqual([]);

  change('counting/rows/starter/query.sql', () => '-- Count them.\n');
  change('counting/rows/solution/query.sql', () => solution);
  await goes(/the starter passes every check/);
  await says('Certified');

  change('counting/rows/task.md', () => 'Count **all** of them.\n');
  await page.getByText('all', { exact: true }).waitFor();
  expect(readdirSync(file('.'), { recursive: true }).sort()).toEqual(before);
  expect(faults).toEqual([]);
});

it('keeps what it showed while a file is broken, and says what is wrong with it', {
  timeout: 180_000,
}, async () => {
  const good = readFileSync(file('counting/rows/exercise.yaml'), 'utf8');
  change('counting/rows/exercise.yaml', (text) => `${text}\n  - : [\n`);
  await says('Not certified');
  await says(/counting\/counting\/rows\/exercise\.yaml:\d+/);
  await page.getByRole('heading', { name: 'Count the rows' }).waitFor();
  await goTo('/lesson/counting/counting');
  await panel().getByRole('link', { name: 'counting/counting/rows' }).waitFor();

  const pack = readFileSync(file('pack.yaml'), 'utf8');
  change('pack.yaml', (text) => text.replace('format: 1', 'format: 9'));
  await says(/counting\/pack\.yaml:\d+/);
  change('pack.yaml', () => pack);
  await goes(/counting\/pack\.yaml:\d+/);
  change('counting/rows/exercise.yaml', () => good);
  await says('Certified');
  expect(faults).toEqual([]);
});

it('says it in the language of whoever looks, and quotes the grade in it', { timeout: 180_000 }, async () => {
  const wrong = 'counting/rows/wrong/one/query.sql';
  const before = readFileSync(file(wrong), 'utf8');
  change(wrong, () => 'SELECT nope FROM things;\n');
  await goTo('/exercise/counting/counting/rows');
  await says(/wrong\/one does not run as far as "three" can judge it \(error: SQLite refused/);
  await choose('Português (Brasil)');
  const portuguese = page.getByRole('region', { name: 'Prévia: o que diz a certificação' });
  await portuguese
    .getByText(/wrong\/one não chega ao ponto em que "three" possa avaliá-la \(error: O SQLite recusou/)
    .waitFor({ timeout: 30_000 });
  expect(await violations(page)).toEqual([]);

  change(wrong, () => before);
  await portuguese.getByText('Certificado', { exact: true }).waitFor({ timeout: 30_000 });
  await choose('English');
  await says('Certified');
  expect(faults).toEqual([]);
});

async function choose(language: string): Promise<void> {
  await goTo('/settings');
  await page.getByText(language, { exact: true }).click();
  await goTo('/exercise/counting/counting/rows');
}
