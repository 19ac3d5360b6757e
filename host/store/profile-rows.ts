import type { Database } from 'better-sqlite3';
import type { Profile } from '../contract/profiles.ts';
import { rowChecksum } from './row-checksum.ts';

export interface DeviceRow {
  readonly id: string;
  readonly created_at: string;
  readonly opened_at: string;
  readonly active_profile: string;
}

/** Reads and writes the rows that say who learns here, each with its checksum. */
export interface ProfileRows {
  all(): Profile[];
  has(profileId: string): boolean;
  insert(profile: Profile): void;
  rename(profile: Profile): void;
  device(): DeviceRow | undefined;
  putDevice(device: DeviceRow): void;
}

export function profileRows(db: Database): ProfileRows {
  const all = db.prepare<[], { id: string; name: string; created_at: string }>(
    'SELECT id, name, created_at FROM profiles ORDER BY rowid',
  );
  const exists = db.prepare<[string]>('SELECT 1 FROM profiles WHERE id = ?').pluck();
  const insert = db.prepare<[string, string, string, string]>(
    'INSERT INTO profiles (id, name, created_at, checksum) VALUES (?, ?, ?, ?)',
  );
  const update = db.prepare<[string, string, string]>(
    'UPDATE profiles SET name = ?, checksum = ? WHERE id = ?',
  );
  const readDevice = db.prepare<[], DeviceRow>(
    'SELECT id, created_at, opened_at, active_profile FROM device',
  );
  const writeDevice = db.prepare<[string, string, string, string, string]>(
    'INSERT OR REPLACE INTO device (id, created_at, opened_at, active_profile, checksum) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    all: () => all.all().map(({ id, name, created_at }) => ({ id, name, createdAt: created_at })),
    has: (profileId) => exists.get(profileId) !== undefined,
    insert: ({ id, name, createdAt }) => {
      insert.run(id, name, createdAt, rowChecksum([id, name, createdAt]));
    },
    rename: ({ id, name, createdAt }) => {
      update.run(name, rowChecksum([id, name, createdAt]), id);
    },
    device: () => readDevice.get(),
    putDevice: ({ id, created_at, opened_at, active_profile }) => {
      const values = [id, created_at, opened_at, active_profile] as const;
      writeDevice.run(...values, rowChecksum(values));
    },
  };
}
