import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, multistream, pino } from 'pino';

const largestBytes = 5 * 1024 * 1024;

/** Logs everything to `logs/backline.log` in the data folder, and errors to standard error as well. */
export function openLog(dataFolder: string): Logger {
  const folder = join(dataFolder, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'backline.log');
  startAnewWhenLarge(file);
  return pino(
    { base: { pid: process.pid } },
    multistream([
      { level: 'info', stream: pino.destination({ dest: file, sync: true }) },
      { level: 'error', stream: pino.destination({ dest: 2, sync: true }) },
    ]),
  );
}

function startAnewWhenLarge(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largestBytes) return;
  rmSync(`${file}.1`, { force: true });
  renameSync(file, `${file}.1`);
}
