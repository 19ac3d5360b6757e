import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { openStore } from '../../host/store/open-store.ts';
import { findChromium } from '../chromium.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Backline in browser mode, in a process of its own, on a data folder of its own. */
export interface RunningApp {
  /** The address as it was printed, token included. */
  readonly url: string;
  readonly dataFolder: string;
  /** Ends the process at once, as a crash would; the data stays. */
  kill(): Promise<void>;
  /** Ends the process and removes the data. */
  close(): Promise<void>;
}

/** By default on a new folder of somebody who has seen the first steps; `firstStart` gives a folder of nobody. */
export function startApp(
  dataFolder = seenFirstSteps(firstStart()),
  port = 0,
  packs: readonly string[] = [],
): Promise<RunningApp> {
  return startCommand(dataFolder, [
    'serve',
    ...['--port', String(port), '--data', dataFolder],
    ...packs.flatMap((folder) => ['--packs', folder]),
  ]);
}

/** Runs a command of Backline's that serves the app until it is ended. */
export async function startCommand(dataFolder: string, args: readonly string[]): Promise<RunningApp> {
  const child = spawn(process.execPath, ['cli/backline.mjs', ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await printedAddress(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  return {
    url,
    dataFolder,
    kill: () => end('SIGKILL'),
    close: async () => {
      await end('SIGTERM');
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A data folder in which Backline was never started. */
export function firstStart(): string {
  return mkdtempSync(join(tmpdir(), 'backline-e2e-'));
}

/** Makes it the folder of somebody who has seen the first steps. */
export function seenFirstSteps(dataFolder: string): string {
  const store = openStore(dataFolder);
  store.settings.change(store.profiles.list().active, { welcomed: true });
  store.close();
  return dataFolder;
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(output)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`backline ended with code ${code}:\n${output}`)));
  });
}

/** Headless Chromium that asks nothing of any network. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: "npm test" installs it where it can');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that fails the test on any error in the window and on any request that leaves the app. */
export async function openPage(
  browser: Browser,
  app: RunningApp,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly faults: readonly string[] }> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(app.url);
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      faults.push(`request: ${url}`);
  });
  await page.goto(app.url);
  return { page, faults };
}

/** Replaces what the editor holds by pasting, as a person would who brings an answer along. */
export async function typeInEditor(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await paste(page, text);
}

/** Pastes into what has the focus; the system's clipboard is left alone. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}
