import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBsdtar } from './archive-tools.ts';
import { ensureChromium } from './chromium.ts';

/**
 * `npm test`: the static checks, a build, then every suite, Chromium's included. Its last line is
 * `N passed, N failed`. `--deep` runs the costly suites with their full counts. Further arguments
 * go to Vitest, e.g. `npm test -- sandbox`.
 */
const resultFile = 'dist/test-results.json';
const args = process.argv.slice(2);
const deep = args.includes('--deep');
const filters = args.filter((argument) => argument !== '--deep');

process.exitCode = await main();

async function main(): Promise<number> {
  const chromiumPath = ensureChromium();
  ensureBsdtar();
  const checked = filters.length > 0 || (await run('build/check.ts', [])) === 0;
  if ((await run('build/build.ts', [])) !== 0) return finish({ passed: 0, failed: 1, skipped: 0 });
  mkdirSync('dist', { recursive: true });
  rmSync(resultFile, { force: true });
  const code = await run(
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`, ...filters],
    { BACKLINE_CHROMIUM: chromiumPath, ...(deep ? { BACKLINE_DEEP: '1' } : {}) },
  );
  const counts = readCounts();
  const clean = counts.failed > 0 || code === 0;
  return finish({ ...counts, failed: counts.failed + (checked ? 0 : 1) + (clean ? 0 : 1) });
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** No results at all is a failure, not an empty success. */
function readCounts(): Counts {
  if (!existsSync(resultFile)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(resultFile, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  };
  return { passed: results.numPassedTests, failed: results.numFailedTests, skipped: results.numPendingTests };
}

function finish({ passed, failed, skipped }: Counts): number {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function run(script: string, scriptArgs: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...scriptArgs], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
