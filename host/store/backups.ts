import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { renameDurably } from './durable-files.ts';

const kept = 7;
const dayMs = 24 * 60 * 60 * 1_000;

export interface Backup {
  readonly path: string;
  readonly takenAt: Date;
}

/**
 * The backups in a data folder. They are ordered by a number in their names and not by their dates:
 * a clock that was set back must not make an old backup the newest.
 */
export class Backups {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'backups');
  }

  newestFirst(): readonly Backup[] {
    return this.#numbered().map(({ path, takenAt }) => ({ path, takenAt }));
  }

  /** True where the newest is more than a day away, in either direction of a clock that was moved. */
  isDue(now: Date): boolean {
    const [newest] = this.#numbered();
    return newest === undefined || Math.abs(now.getTime() - newest.takenAt.getTime()) > dayMs;
  }

  /** Copies the database as it is now and lets go of the oldest beyond seven. */
  take(db: Database, now: Date): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const number = (this.#numbered()[0]?.number ?? 0) + 1;
    const date = now.toISOString().slice(0, 19).replaceAll(':', '-');
    const path = join(this.#folder, `${String(number).padStart(6, '0')}-${date}Z.db`);
    const unfinished = join(this.#folder, 'unfinished.db');
    rmSync(unfinished, { force: true });
    db.prepare('VACUUM INTO ?').run(unfinished);
    renameDurably(unfinished, path);
    for (const old of this.#numbered().slice(kept)) rmSync(old.path);
  }

  #numbered(): readonly (Backup & { readonly number: number })[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .flatMap((name) => {
        const match = /^(\d{6,})-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/.exec(name);
        if (match === null) return [];
        const [, number, day, hour, minute, second] = match;
        const takenAt = new Date(`${day}T${hour}:${minute}:${second}Z`);
        return [{ number: Number(number), path: join(this.#folder, name), takenAt }];
      })
      .sort((a, b) => b.number - a.number);
  }
}
