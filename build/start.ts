import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildPages } from './build.ts';
import { buildElectron } from './build-electron.ts';
import { findElectron } from './electron-binary.ts';
import { root } from './root.ts';

/**
 * `npm start`: builds what is stale, then opens the desktop window, or says why it cannot and serves
 * Backline to a browser instead. `--browser` asks for the browser; `--data` and `--port` as in
 * `backline serve`.
 */
const { values } = parseArgs({
  options: { browser: { type: 'boolean' }, data: { type: 'string' }, port: { type: 'string' } },
});

/** An Electron that ends this soon with an error never opened: a system library is missing, usually. */
const startsWithinMs = 5_000;

await buildPages();
const why = values.browser === true ? null : await openWindow();
if (why !== '') {
  if (why !== null) console.log(`${why} Opening Backline for a browser instead.`);
  const { serveUntilInterrupted } = await import('../host/serve.ts');
  await serveUntilInterrupted({
    dataFolder: values.data,
    port: values.port === undefined ? undefined : Number(values.port),
  });
}

/** Empty text once the window has been opened and closed again; otherwise why it could not open. */
async function openWindow(): Promise<string> {
  const electron = await findElectron();
  if (!electron.ok) return electron.why;
  await buildElectron();
  const started = performance.now();
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      electron.path,
      [root, ...(values.data === undefined ? [] : [`--data=${values.data}`])],
      {
        stdio: 'inherit',
        env: { ...process.env, BACKLINE_NODE: process.execPath },
      },
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 0));
  });
  // 2 is the shell's own: it has told the person in a dialog why it did not start.
  if (code !== 0 && code !== 2 && performance.now() - started < startsWithinMs) {
    return `Electron's program does not run here (it ended with ${code}).`;
  }
  process.exitCode = code;
  return '';
}
