import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BackupList } from '../contract/data.ts';
import { renameDurably } from './durable-files.ts';

/** The newest of each of so many days is kept, */
const daysKept = 7;
/** and so many of the newest, whatever day they are of: backing up by hand takes no other day's place. */
const newestKept = 5;
const dayMs = 24 * 60 * 60 * 1_000;

export interface Backup {
  readonly name: string;
  readonly path: string;
  readonly takenAt: Date;
}

/**
 * The backups in a data folder. They are ordered by a number in their names and not by their dates:
 * a clock that was set back must not make an old backup the newest.
 */
export class Backups {
  readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'backups');
  }

  newestFirst(): readonly Backup[] {
    return this.#numbered().map(({ name, path, takenAt }) => ({ name, path, takenAt }));
  }

  /** What the window shows of them. */
  list(): BackupList {
    const backups = this.#numbered().map(({ name, path, takenAt }) => ({
      name,
      takenAt: takenAt.toISOString(),
      bytes: statSync(path).size,
    }));
    return { folder: this.folder, backups };
  }

  /** True where the newest is more than a day away, in either direction of a clock that was moved. */
  isDue(now: Date): boolean {
    const [newest] = this.#numbered();
    return newest === undefined || Math.abs(now.getTime() - newest.takenAt.getTime()) > dayMs;
  }

  /** Copies the database as it is now and lets go of those that are no longer kept. */
  take(db: Database, now: Date): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const number = (this.#numbered()[0]?.number ?? 0) + 1;
    const date = now.toISOString().slice(0, 19).replaceAll(':', '-');
    const path = join(this.folder, `${String(number).padStart(6, '0')}-${date}Z.db`);
    const unfinished = join(this.folder, 'unfinished.db');
    rmSync(unfinished, { force: true });
    db.prepare('VACUUM INTO ?').run(unfinished);
    renameDurably(unfinished, path);
    this.#letGo();
  }

  #letGo(): void {
    const backups = this.#numbered();
    const days = new Map<string, string>();
    for (const { takenAt, name } of backups) {
      const day = takenAt.toISOString().slice(0, 10);
      if (!days.has(day) && days.size < daysKept) days.set(day, name);
    }
    const kept = new Set([...days.values(), ...backups.slice(0, newestKept).map(({ name }) => name)]);
    for (const { name, path } of backups) if (!kept.has(name)) rmSync(path);
    // What a kill left of one that was being cleaned has in it what was to go.
    for (const name of readdirSync(this.folder)) {
      if (/-cleaning(-journal)?$/.test(name)) rmSync(join(this.folder, name), { force: true });
    }
  }

  #numbered(): readonly (Backup & { readonly number: number })[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .flatMap((name) => {
        const match = /^(\d{6,})-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/.exec(name);
        if (match === null) return [];
        const [, number, day, hour, minute, second] = match;
        const takenAt = new Date(`${day}T${hour}:${minute}:${second}Z`);
        return [{ number: Number(number), name, path: join(this.folder, name), takenAt }];
      })
      .sort((a, b) => b.number - a.number);
  }
}
