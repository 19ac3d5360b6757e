import type { StartNotice } from '../contract/contract.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { Backups } from './backups.ts';
import { prepareDataFolder } from './data-folder.ts';
import { type DataLock, lockDataFolder } from './data-lock.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as allMigrations } from './migrations/migrations.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { createProgress, type ProgressReader } from './progress.ts';
import { createSettings, type SettingsStore } from './settings.ts';

/** The learner's data. Every call returns after what it wrote is on the disk (`synchronous = FULL`). */
export interface Store {
  readonly folder: string;
  readonly profiles: Profiles;
  readonly settings: SettingsStore;
  readonly drafts: Drafts;
  /** Drafts of playgrounds, by exercise; '' is the person's own. */
  readonly playgrounds: Drafts;
  readonly attempts: Attempts;
  readonly progress: ProgressReader;
  /** What happened at opening that the learner should know. */
  readonly notices: readonly StartNotice[];
  /** Takes a backup where the newest is more than a day old. */
  backUpIfDue(): void;
  /** Writes down where this instance is, so that a second one can say so. */
  announce(address: string): void;
  close(): void;
}

export interface OpenStoreOptions {
  readonly now?: () => Date;
  readonly migrations?: readonly Migration[];
}

/** Throws a `StartFault` where the folder cannot be used: unwritable, in use, or from a newer version. */
export function openStore(folder: string, options: OpenStoreOptions = {}): Store {
  const now = options.now ?? (() => new Date());
  prepareDataFolder(folder);
  const lock = lockDataFolder(folder);
  let opened: OpenedDatabase | undefined;
  try {
    opened = openDatabase({ folder, migrations: options.migrations ?? allMigrations, now });
    return storeOf({ folder, now, lock, opened });
  } catch (error) {
    opened?.close();
    lock.release();
    throw error;
  }
}

interface StoreParts {
  readonly folder: string;
  readonly now: () => Date;
  readonly lock: DataLock;
  readonly opened: OpenedDatabase;
}

function storeOf({ folder, now, lock, opened }: StoreParts): Store {
  const { db } = opened;
  const profiles = createProfiles(db, now);
  const notices = [...opened.notices];
  const backups = new Backups(folder);
  const backUpIfDue = (): void => {
    try {
      if (backups.isDue(now())) backups.take(db, now());
    } catch (error) {
      // Working without a fresh backup is better than not working; the learner is told.
      const reason = error instanceof Error ? error.message : String(error);
      notices.push({ kind: 'backup-failed', reason });
    }
  };
  backUpIfDue();
  return {
    folder,
    profiles,
    settings: createSettings(db),
    drafts: createDrafts(db, now, 'drafts'),
    playgrounds: createDrafts(db, now, 'playgrounds'),
    attempts: createAttempts(db, now),
    progress: createProgress(db),
    notices,
    backUpIfDue,
    announce: lock.announce,
    close: () => {
      opened.close();
      lock.release();
    },
  };
}
