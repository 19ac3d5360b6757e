import { rmSync } from 'node:fs';
import { maxExportLength } from '../contract/data.ts';
import type { HostEvent, HostMethods } from '../contract/implementation.ts';
import { workFolder } from '../own-editor/work-folder.ts';
import type { Store } from '../store/open-store.ts';
import { readDocument } from '../store/read-document.ts';
import { Uploads } from './uploads.ts';

interface DataMethodParts {
  readonly store: Store;
  readonly emit: (event: HostEvent) => void;
}

type DataMethods = Pick<
  HostMethods,
  | 'data.backups'
  | 'data.backUp'
  | 'data.restore'
  | 'data.export'
  | 'data.importPart'
  | 'data.examineImport'
  | 'data.import'
  | 'data.deleteProfile'
>;

/** What the window can do with the learner's data as a whole. */
export function dataMethods({ store, emit }: DataMethodParts): DataMethods {
  const uploads = new Uploads();
  const changed = (): void => emit({ event: 'profiles.changed', payload: {} });
  return {
    'data.backups': () => store.listBackups(),
    'data.backUp': () => {
      store.backUp();
      return store.listBackups();
    },
    'data.restore': ({ name }) => {
      const result = store.restore(name);
      if (result !== 'restored') return { status: 'refused', reason: result };
      changed();
      return { status: 'restored' };
    },
    'data.export': ({ profileId }) => {
      store.profiles.require(profileId);
      const text = store.exportProfile(profileId, maxExportLength);
      return text === null ? { status: 'too-large' } : { status: 'exported', text };
    },
    'data.importPart': ({ upload, part, text }) => {
      uploads.add(upload, part, text);
      return {};
    },
    'data.examineImport': ({ upload }) => {
      const read = readDocument(uploads.text(upload));
      if (!read.ok) return { status: 'refused', reason: read.reason };
      const { profile, exportedAt, attempts, drafts } = read.document;
      return {
        status: 'good',
        name: profile.name,
        exportedAt,
        attempts: attempts.length,
        drafts: drafts.length,
      };
    },
    'data.import': ({ upload, into }) => {
      if (into !== null) store.profiles.require(into);
      const read = readDocument(uploads.text(upload));
      if (!read.ok) return { status: 'refused', reason: read.reason };
      const imported = store.importProfile(read.document, into);
      uploads.forget();
      changed();
      return { status: 'imported', ...imported };
    },
    'data.deleteProfile': ({ profileId, name, backups }) => {
      store.profiles.require(profileId);
      const profile = store.profiles.list().profiles.find(({ id }) => id === profileId);
      if (profile?.name.trim() !== name) return { status: 'other-name' };
      // The backups first: where this is cut short the profile is still in sight, and can be deleted again.
      const backupsLeft = backups === 'clean' ? store.cleanBackups(profileId) : [];
      rmSync(workFolder(store.folder, profileId), { recursive: true, force: true });
      store.profiles.erase(profileId);
      changed();
      return { status: 'deleted', backupsLeft };
    },
  };
}
