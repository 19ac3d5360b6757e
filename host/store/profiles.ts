import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { CallError } from '../contract/call-error.ts';
import type { Profile } from '../contract/contract.ts';
import { rowChecksum } from './row-checksum.ts';

export interface Profiles {
  list(): { profiles: Profile[]; active: string };
  create(name: string): Profile;
  activate(profileId: string): void;
  /** Throws `not-found` where there is no such profile. */
  require(profileId: string): void;
}

interface DeviceRow {
  readonly id: string;
  readonly created_at: string;
  readonly opened_at: string;
  readonly active_profile: string;
}

/** The profiles of this computer. The first is made with the database, so there is always one. */
export function createProfiles(db: Database, now: () => Date): Profiles {
  const insert = db.prepare<[string, string, string, string]>(
    'INSERT INTO profiles (id, name, created_at, checksum) VALUES (?, ?, ?, ?)',
  );
  const all = db.prepare<[], { id: string; name: string; created_at: string }>(
    'SELECT id, name, created_at FROM profiles ORDER BY rowid',
  );
  const exists = db.prepare<[string]>('SELECT 1 FROM profiles WHERE id = ?').pluck();
  const readDevice = db.prepare<[], DeviceRow>(
    'SELECT id, created_at, opened_at, active_profile FROM device',
  );
  const writeDevice = db.prepare<[string, string, string, string, string]>(
    'INSERT OR REPLACE INTO device (id, created_at, opened_at, active_profile, checksum) VALUES (?, ?, ?, ?, ?)',
  );

  const create = (name: string): Profile => {
    const profile = { id: randomUUID(), name, createdAt: now().toISOString() };
    insert.run(
      profile.id,
      profile.name,
      profile.createdAt,
      rowChecksum([profile.id, profile.name, profile.createdAt]),
    );
    return profile;
  };
  const putDevice = (device: DeviceRow): void => {
    const values = [device.id, device.created_at, device.opened_at, device.active_profile] as const;
    writeDevice.run(...values, rowChecksum(values));
  };
  const requireProfile = (profileId: string): void => {
    if (exists.get(profileId) !== undefined) return;
    throw new CallError({
      code: 'not-found',
      message: 'There is no such profile.',
      nextStep: 'Choose another profile.',
    });
  };

  // The write makes the log file exist, by which a lost one is noticed (see `openDatabase`).
  db.transaction(() => {
    const openedAt = now().toISOString();
    const device = readDevice.get();
    putDevice(
      device === undefined
        ? {
            id: randomUUID(),
            created_at: openedAt,
            opened_at: openedAt,
            active_profile: create('Learner').id,
          }
        : { ...device, opened_at: openedAt },
    );
  }).immediate();

  const device = (): DeviceRow => {
    const row = readDevice.get();
    if (row === undefined) throw new Error('the database has no device row');
    return row;
  };

  return {
    list: () => ({
      profiles: all.all().map(({ id, name, created_at }) => ({ id, name, createdAt: created_at })),
      active: device().active_profile,
    }),
    create,
    activate: (profileId) => {
      requireProfile(profileId);
      putDevice({ ...device(), active_profile: profileId });
    },
    require: requireProfile,
  };
}
