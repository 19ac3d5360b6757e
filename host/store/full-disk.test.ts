import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from './open-store.ts';

const exerciseId = 'pack/lesson/exercise';

/** Saves ever larger drafts until one is refused, and prints what was acknowledged and what was said. */
const program = `
  import { openStore } from ${JSON.stringify(new URL('./open-store.ts', import.meta.url).href)};
  import { callErrorOf } from ${JSON.stringify(new URL('../call-error-of.ts', import.meta.url).href)};
  const store = openStore(process.argv[1]);
  const profileId = store.profiles.list().active;
  const exerciseId = ${JSON.stringify(exerciseId)};
  let basedOn = 0;
  const save = (length) => store.drafts.save({ profileId, exerciseId, files: { text: 'x'.repeat(length) }, basedOn });
  let error;
  while (error === undefined) {
    try {
      basedOn = save(50_000 * (basedOn + 1)).revision;
    } catch (fault) {
      error = callErrorOf(fault);
    }
  }
  const draft = store.drafts.get(profileId, exerciseId);
  const told = { revision: basedOn, error, readable: draft.revision === basedOn };
  process.stdout.write(JSON.stringify(told));
  store.close();
`;

// The system's own limit on a file's size makes SQLite's writes fail for real; Windows has none.
it.skipIf(process.platform === 'win32')(
  'says that it was not saved, and keeps what was, where a write fails',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backline-full-'));
    const shell = `trap '' XFSZ; ulimit -f 600; exec "$0" --input-type=module -e "$1" "$2"`;
    const child = spawn('bash', ['-c', shell, process.execPath, program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    const told = JSON.parse(output);
    expect(told).toMatchObject({
      readable: true,
      error: { code: 'storage', nextStep: expect.stringContaining('disk') },
    });
    expect(told.revision).toBeGreaterThan(0);
    const store = openStore(folder);
    expect(store.notices).toEqual([]);
    expect(store.drafts.get(store.profiles.list().active, exerciseId)).toMatchObject({
      revision: told.revision,
      files: { text: 'x'.repeat(50_000 * told.revision) },
    });
    store.close();
    rmSync(folder, { recursive: true });
  },
);
