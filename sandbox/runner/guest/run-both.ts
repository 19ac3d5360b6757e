import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadedWorld } from './test-world.ts';

/**
 * Runs the same statements in a world and in the Node of the test, and gives what each returned as plain
 * data. `caught(run)` in them gives an error's name, code and message.
 */
export async function runBoth(
  imports: string,
  body: string,
): Promise<{ readonly inWorld: unknown; readonly inNode: unknown }> {
  const source = `${imports}
    const caught = (run) => { try { run(); return 'nothing thrown'; } catch (error) { return [error.name, error.code ?? null, error.message]; } };
    export const go = async () => { ${body} };
    export const shown = async () => JSON.stringify(await go(), (key, value) => typeof value === 'bigint' ? String(value) + 'n' : value === undefined ? 'undefined' : value);`;
  const outcome = loadedWorld({ 'app.mjs': source }).guest.call('shown', []);
  if (!outcome.ok) throw new Error(`in the world: ${JSON.stringify(outcome.failure)}`);
  const folder = mkdtempSync(join(tmpdir(), 'backline-both-'));
  try {
    writeFileSync(join(folder, 'app.mjs'), source);
    const { shown } = (await import(pathToFileURL(join(folder, 'app.mjs')).href)) as {
      shown(): Promise<string>;
    };
    return { inWorld: JSON.parse(String(outcome.value)), inNode: JSON.parse(await shown()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
