import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { canInstallPackages, installPackage } from './system-packages.ts';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Path of a Chromium for the tests: the system's, or Playwright's own. Null where neither is there.
 * `BACKLINE_CHROMIUM` names one that lies elsewhere.
 */
export function findChromium(): string | null {
  const candidates = [process.env.BACKLINE_CHROMIUM, ...systemPaths, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

/** Gets Chromium where it is missing and can be had; gives its path, or throws with what to do. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  if (canInstallPackages()) {
    console.log('Chromium is missing: installing the system package.');
    installPackage('chromium');
  } else {
    console.log('Chromium is missing: downloading the one that Playwright keeps.');
    const installer = ['node_modules/playwright-core/cli.js', 'install', 'chromium'];
    spawnSync(process.execPath, installer, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const installed = findChromium();
  if (installed !== null) return installed;
  throw new Error(
    'The end-to-end tests need Chromium, and it could not be installed: install Chromium or Chrome yourself, or name one in BACKLINE_CHROMIUM.',
  );
}
