import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from './open-store.ts';

const deep = process.env.BACKLINE_DEEP !== undefined;
const timeout = deep ? 3_600_000 : 600_000;
const exerciseId = 'pack/lesson/exercise';
const moduleOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-whole-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two backups that differ, and goes from one to the other without end. */
const restoringProgram = `
  import { openStore } from ${moduleOf('./open-store.ts')};
  const store = openStore(process.argv[1]);
  console.log('ready');
  for (let at = 0; ; at += 1) {
    const wanted = at % 2 === 0 ? 'even' : 'odd';
    const { backups } = store.listBackups();
    for (const { name } of backups) {
      store.restore(name);
      const draft = store.drafts.get(store.profiles.list().active, ${JSON.stringify(exerciseId)});
      if (draft?.files.text === wanted) break;
    }
    console.log(wanted);
  }
`;

it('has the data of before or of the backup, whole, after a kill in the middle of a restore', {
  timeout,
}, async () => {
  const store = openStore(folder);
  const profileId = store.profiles.list().active;
  for (const [basedOn, text] of ['even', 'odd'].entries()) {
    store.drafts.save({ profileId, exerciseId, files: { text }, basedOn });
    store.backUp();
  }
  store.close();
  for (let kill = 0; kill < (deep ? 300 : 12); kill += 1) {
    await killAfterLine(restoringProgram, Math.random() * 250);
    const after = openStore(folder);
    expect(after.notices).toEqual([]);
    expect(['even', 'odd']).toContain(after.drafts.get(profileId, exerciseId)?.files.text);
    after.close();
    expect(readdirSync(join(folder)).filter((name) => name === 'damaged')).toEqual([]);
  }
});

// The system's own limit on a file's size makes writes fail for real; Windows has none.
it.skipIf(process.platform === 'win32')(
  'changes nothing where the disk does not take a backup, a restore or an import',
  async () => {
    const store = openStore(folder);
    const profileId = store.profiles.list().active;
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`f${at}`, `${at}`.repeat(10_000)]),
    );
    store.drafts.save({ profileId, exerciseId, files, basedOn: 0 });
    store.backUp();
    const text = store.exportProfile(profileId, 10_000_000) ?? '';
    store.close();
    const program = `
      import { openStore } from ${moduleOf('./open-store.ts')};
      import { readDocument } from ${moduleOf('./read-document.ts')};
      import { callErrorOf } from ${moduleOf('../call-error-of.ts')};
      const store = openStore(process.argv[1]);
      const told = (change) => {
        try { change(); return 'done'; } catch (error) { return callErrorOf(error).code; }
      };
      let text = '';
      for await (const chunk of process.stdin) text += chunk;
      const [backup] = store.listBackups().backups;
      process.stdout.write(JSON.stringify([
        told(() => store.backUp()),
        told(() => store.restore(backup.name)),
        told(() => store.importProfile(readDocument(text).document, null)),
        store.profiles.list().profiles.length,
      ]));
      store.close();
    `;
    const shell = `trap '' XFSZ; ulimit -f 200; exec "$0" --input-type=module -e "$1" "$2"`;
    const child = spawn('bash', ['-c', shell, process.execPath, program, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(text);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(JSON.parse(output)).toEqual(['storage', 'storage', 'storage', 1]);
    const after = openStore(folder);
    expect(after.notices).toEqual([]);
    expect(after.drafts.get(profileId, exerciseId)?.files).toEqual(files);
    expect(after.listBackups().backups).toHaveLength(2);
    after.close();
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  },
);

/** Runs the program on the folder and kills it some time after its first line. */
async function killAfterLine(program: string, thenMs: number): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).once('line', () =>
    setTimeout(() => child.kill('SIGKILL'), thenMs),
  );
  await new Promise<void>((resolve) => child.on('close', () => resolve()));
}
