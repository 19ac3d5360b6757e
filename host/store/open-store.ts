import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { CallError } from '../contract/call-error.ts';
import type { StartNotice } from '../contract/contract.ts';
import type { BackupList } from '../contract/data.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { Backups } from './backups.ts';
import { cleanBackups } from './clean-backups.ts';
import { prepareDataFolder } from './data-folder.ts';
import { type DataLock, lockDataFolder } from './data-lock.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { exportProfile } from './export-profile.ts';
import { createHelp, type HelpStore } from './help.ts';
import { createHistory, type HistoryReader } from './history.ts';
import { type Imported, importProfile } from './import-profile.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as allMigrations } from './migrations/migrations.ts';
import { type OpenedDatabase, type OpenRequest, openDatabase } from './open-database.ts';
import type { ProfileDocument } from './profile-document.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { createProgress, type ProgressReader } from './progress.ts';
import { discardReplacement, prepareReplacement, replaceDatabase } from './restore-backup.ts';
import { createSettings, type SettingsStore } from './settings.ts';

/** The learner's data. Every call returns after what it wrote is on the disk (`synchronous = FULL`). */
export interface Store extends StoreParts {
  readonly folder: string;
  /** What happened at opening that the learner should know. */
  readonly notices: readonly StartNotice[];
  /** Takes a backup where the newest is more than a day old. */
  backUpIfDue(): void;
  /** Takes a backup, whatever others there are. */
  backUp(): void;
  listBackups(): BackupList;
  /**
   * Puts a backup in the place of all the present data, which becomes a backup itself. Throws
   * `not-found` where there is no backup of this name; where it is refused nothing has changed.
   */
  restore(name: string): 'restored' | 'damaged' | 'newer';
  /** A profile as one JSON text, or null where it would be longer than `maxLength`. */
  exportProfile(profileId: string, maxLength: number): string | null;
  importProfile(document: ProfileDocument, into: string | null): Imported;
  /** Takes a profile out of every backup; gives the names of those that it could not be taken out of. */
  cleanBackups(profileId: string): string[];
  /** Writes down where this instance is, so that a second one can say so. */
  announce(address: string): void;
  close(): void;
}

/** What reads and writes the database that is open. */
interface StoreParts {
  readonly profiles: Profiles;
  readonly settings: SettingsStore;
  readonly drafts: Drafts;
  /** Drafts of playgrounds, by exercise; '' is the person's own. */
  readonly playgrounds: Drafts;
  readonly attempts: Attempts;
  readonly help: HelpStore;
  readonly progress: ProgressReader;
  readonly history: HistoryReader;
}

export interface OpenStoreOptions {
  readonly now?: () => Date;
  readonly migrations?: readonly Migration[];
}

/** Throws a `StartFault` where the folder cannot be used: unwritable, in use, or from a newer version. */
export function openStore(folder: string, options: OpenStoreOptions = {}): Store {
  const now = options.now ?? (() => new Date());
  const migrations = options.migrations ?? allMigrations;
  prepareDataFolder(folder);
  const lock = lockDataFolder(folder);
  const request = { folder, migrations, now };
  let opened: OpenedDatabase | undefined;
  try {
    opened = openDatabase(request);
    return storeOf({ request, lock, opened });
  } catch (error) {
    opened?.close();
    lock.release();
    throw error;
  }
}

interface OpenedStore {
  readonly request: OpenRequest;
  readonly lock: DataLock;
  readonly opened: OpenedDatabase;
}

function storeOf({ request, lock, opened: first }: OpenedStore): Store {
  const { folder, migrations, now } = request;
  let opened = first;
  let parts = partsOf(opened.db, now);
  const notices = [...opened.notices];
  const backups = new Backups(folder);
  const backUp = (): void => backups.take(opened.db, now());
  const backUpIfDue = (): void => {
    try {
      if (backups.isDue(now())) backUp();
    } catch (error) {
      // Working without a fresh backup is better than not working; the learner is told.
      const reason = error instanceof Error ? error.message : String(error);
      notices.push({ kind: 'backup-failed', reason });
    }
  };
  const reopen = (): void => {
    opened = openDatabase(request);
    parts = partsOf(opened.db, now);
    notices.push(...opened.notices);
  };

  const restore = (name: string): 'restored' | 'damaged' | 'newer' => {
    const backup = backups.newestFirst().find((candidate) => candidate.name === name);
    if (backup === undefined) throw noSuchBackup();
    const file = join(folder, 'backline.db');
    const prepared = prepareReplacement({ backup: backup.path, file, migrations, now });
    if (!prepared.ok) return prepared.reason;
    const { active } = parts.profiles.list();
    try {
      backUp();
    } catch (error) {
      discardReplacement(prepared.replacement);
      throw error;
    }
    opened.close();
    try {
      replaceDatabase(file, prepared.replacement);
    } finally {
      // Whichever of the two is there now.
      reopen();
    }
    if (parts.profiles.has(active)) parts.profiles.activate(active);
    return 'restored';
  };

  backUpIfDue();
  return {
    folder,
    get profiles() {
      return parts.profiles;
    },
    get settings() {
      return parts.settings;
    },
    get drafts() {
      return parts.drafts;
    },
    get playgrounds() {
      return parts.playgrounds;
    },
    get attempts() {
      return parts.attempts;
    },
    get help() {
      return parts.help;
    },
    get progress() {
      return parts.progress;
    },
    get history() {
      return parts.history;
    },
    notices,
    backUpIfDue,
    backUp,
    listBackups: () => backups.list(),
    restore,
    exportProfile: (profileId, maxLength) => exportProfile(opened.db, profileId, { now: now(), maxLength }),
    importProfile: (document, into) => importProfile({ ...parts, db: opened.db, now }, document, into),
    cleanBackups: (profileId) => cleanBackups(backups, profileId, now()),
    announce: lock.announce,
    close: () => {
      opened.close();
      lock.release();
    },
  };
}

function partsOf(db: Database, now: () => Date): StoreParts {
  return {
    profiles: createProfiles(db, now),
    settings: createSettings(db),
    drafts: createDrafts(db, now, 'drafts'),
    playgrounds: createDrafts(db, now, 'playgrounds'),
    attempts: createAttempts(db, now),
    help: createHelp(db, now),
    progress: createProgress(db),
    history: createHistory(db),
  };
}

function noSuchBackup(): CallError {
  return new CallError({
    code: 'not-found',
    message: 'There is no such backup.',
    nextStep: 'Choose one from the list.',
  });
}
