import type { Database } from 'better-sqlite3';
import { type Settings, settingsSchema } from '../contract/profiles.ts';
import { rowChecksum } from './row-checksum.ts';

const defaults: Settings = {
  locale: null,
  theme: 'system',
  textScale: 100,
  editorFontSize: 14,
  reducedMotion: 'system',
  tabMovesFocus: false,
  welcomed: false,
};

const knownSettings = settingsSchema.strip();

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

  const stored = (profileId: string): Record<string, unknown> =>
    JSON.parse((read.get(profileId) as string | undefined) ?? '{}');

  /** What a version added later has its default in older rows; what only a newer one knows is passed over. */
  const get = (profileId: string): Settings => knownSettings.parse({ ...defaults, ...stored(profileId) });

  return {
    get,
    change: db.transaction((profileId: string, changes: SettingsChange) => {
      const settings = settingsSchema.parse({ ...get(profileId), ...withoutUndefined(changes) });
      const value = JSON.stringify({ ...stored(profileId), ...settings });
      write.run(profileId, value, rowChecksum([profileId, value]));
      return settings;
    }).immediate,
  };
}

function withoutUndefined(changes: SettingsChange): SettingsChange {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
