import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exerciseKinds } from '../../lessons/kinds/schemas.ts';
import { type BenchRow, measureBeside, row } from './measure.ts';

const program = fileURLToPath(new URL('../../cli/backline.mjs', import.meta.url));
const size = 20;

/** `pack check` of a pack of 20 exercises of which one was saved, beside the same check with `--no-cache`. */
export async function benchCheck(rounds: number): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-check-'));
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
  const backline = (...args: readonly string[]) => run(['pack', ...args], env);
  const pack = join(folder, 'twenty');
  try {
    await backline('new', pack, '--kind', 'http');
    const kinds = Object.keys(exerciseKinds);
    for (let at = 1; at < size; at += 1) {
      const kind = kinds[at % kinds.length] ?? 'sql';
      await backline('new', 'exercise', join(pack, `first-lesson/e${at}`), '--kind', kind);
    }
    await backline('check', pack);
    const save = () => appendFileSync(join(pack, 'first-lesson/first-exercise/task.md'), '\nMore.\n');
    const timing = await measureBeside(
      rounds,
      async () => {
        save();
        await backline('check', pack);
      },
      () => backline('check', pack, '--no-cache'),
    );
    return row('check-on-save', timing.ours, 'no-cache', timing.theirs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`backline ${args.join(' ')} ended with ${code}`)),
    );
  });
}
