import type { Database } from 'better-sqlite3';
import { type Settings, settingsSchema } from '../contract/contract.ts';
import { rowChecksum } from './row-checksum.ts';

const defaults: Settings = { locale: null, theme: 'system', editorFontSize: 14 };

export interface SettingsStore {
  get(profileId: string): Settings;
  change(profileId: string, changes: SettingsChange): Settings;
}

type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export function createSettings(db: Database): SettingsStore {
  const read = db.prepare<[string], string>('SELECT value FROM settings WHERE profile_id = ?').pluck();
  const write = db.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO settings (profile_id, value, checksum) VALUES (?, ?, ?)',
  );

  /** A setting that a version added later has its default in older rows. */
  const get = (profileId: string): Settings => {
    const stored = read.get(profileId) as string | undefined;
    return settingsSchema.parse({ ...defaults, ...JSON.parse(stored ?? '{}') });
  };

  return {
    get,
    change: db.transaction((profileId: string, changes: SettingsChange) => {
      const settings = settingsSchema.parse({ ...get(profileId), ...withoutUndefined(changes) });
      const value = JSON.stringify(settings);
      write.run(profileId, value, rowChecksum([profileId, value]));
      return settings;
    }).immediate,
  };
}

function withoutUndefined(changes: SettingsChange): SettingsChange {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
