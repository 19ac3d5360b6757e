import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { CallError } from '../contract/call-error.ts';
import type { Profile } from '../contract/profiles.ts';
import { eraseProfile } from './erase-profile.ts';
import { firstName } from './first-name.ts';
import { type DeviceRow, profileRows } from './profile-rows.ts';

export interface Profiles {
  list(): { profiles: Profile[]; active: string };
  create(name: string): Profile;
  rename(profileId: string, name: string): Profile;
  activate(profileId: string): void;
  /** Removes the profile and all that is its; another one is active then, a new one where it was the last. */
  erase(profileId: string): void;
  has(profileId: string): boolean;
  /** Throws `not-found` where there is no such profile. */
  require(profileId: string): void;
}

/** The profiles of this computer. The first is made with the database, so there is always one. */
export function createProfiles(db: Database, now: () => Date): Profiles {
  const rows = profileRows(db);
  const create = (name: string): Profile => {
    const profile = { id: randomUUID(), name, createdAt: now().toISOString() };
    rows.insert(profile);
    return profile;
  };
  const requireProfile = (profileId: string): void => {
    if (rows.has(profileId)) return;
    throw new CallError({
      code: 'not-found',
      message: 'There is no such profile.',
      nextStep: 'Choose another profile.',
    });
  };

  // The write makes the log file exist, by which a lost one is noticed (see `openDatabase`).
  db.transaction(() => {
    const openedAt = now().toISOString();
    const device = rows.device();
    rows.putDevice(
      device === undefined
        ? {
            id: randomUUID(),
            created_at: openedAt,
            opened_at: openedAt,
            active_profile: create(firstName()).id,
          }
        : { ...device, opened_at: openedAt },
    );
  }).immediate();

  const device = (): DeviceRow => {
    const row = rows.device();
    if (row === undefined) throw new Error('the database has no device row');
    return row;
  };

  return {
    list: () => ({ profiles: rows.all(), active: device().active_profile }),
    create,
    rename: (profileId, name) => {
      const profile = rows.all().find(({ id }) => id === profileId);
      if (profile === undefined) throw new Error(`no profile ${profileId} to rename`);
      rows.rename({ ...profile, name });
      return { ...profile, name };
    },
    activate: (profileId) => {
      requireProfile(profileId);
      rows.putDevice({ ...device(), active_profile: profileId });
    },
    erase: (profileId) => {
      requireProfile(profileId);
      eraseProfile(db, profileId, now());
    },
    has: (profileId) => rows.has(profileId),
    require: requireProfile,
  };
}
