import type { Draft, MethodOutput } from '../../../host/contract/contract.ts';

export type Files = Readonly<Record<string, string>>;

export type DraftStatus =
  | { readonly kind: 'saved' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Another window saved in between, or other files lie in the learner's folder; nothing is written until the person chooses. */
  | { readonly kind: 'conflict'; readonly theirs: Draft; readonly from: 'window' | 'folder' };

export interface DraftState {
  readonly files: Files;
  readonly status: DraftStatus;
  /** Counts the times that the files were replaced by other means than typing. */
  readonly generation: number;
}

interface DraftStore {
  readonly save: (files: Files, basedOn: number) => Promise<MethodOutput<'drafts.save'>>;
  readonly load: () => Promise<Draft | null>;
}

const pauseBeforeSave = 400;

/**
 * Keeps what a learner types: at once in memory, and durably 400 ms after the last key, one save at
 * a time. Lives outside React because a save must go on when a page is left.
 */
export class DraftKeeper {
  #state: DraftState;
  #revision: number;
  #newestSeen = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #save: Promise<void> | null = null;
  readonly #store: DraftStore;
  readonly #listeners = new Set<() => void>();

  constructor(store: DraftStore, draft: Draft | null, starter: Files) {
    this.#store = store;
    this.#revision = draft?.revision ?? 0;
    this.#state = { files: draft?.files ?? starter, status: { kind: 'saved' }, generation: 0 };
  }

  readonly state = (): DraftState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes what was typed into one file. */
  type(path: string, text: string): void {
    if (this.#state.files[path] === text) return;
    this.#take({ ...this.#state.files, [path]: text });
  }

  /** Takes other files instead of these, e.g. the starter's or an attempt's. */
  replace(files: Files): void {
    this.#set({ generation: this.#state.generation + 1 });
    this.#take(files);
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#save) await this.#save;
    const { kind } = this.#state.status;
    if (kind !== 'unsaved' && kind !== 'failed') return;
    this.#save = this.#write();
    await this.#save;
  }

  /** A revision was saved by some window: tells whether it was another one, and fetches it. */
  async seen(revision: number): Promise<void> {
    this.#newestSeen = Math.max(this.#newestSeen, revision);
    if (this.#save) return;
    await this.#compareWithNewest();
  }

  /** Other files than the draft's wait outside of it, in a folder: asks which ones to go on with. */
  challenge(files: Files): void {
    if (sameFiles(files, this.#state.files)) return;
    clearTimeout(this.#timer);
    const savedAt = new Date().toISOString();
    this.#set({
      status: { kind: 'conflict', theirs: { files, revision: this.#revision, savedAt }, from: 'folder' },
    });
  }

  /** Ends a conflict with the version in this window or with the other one. */
  resolve(choice: 'mine' | 'theirs'): void {
    if (this.#state.status.kind !== 'conflict') return;
    const { theirs, from } = this.#state.status;
    this.#revision = theirs.revision;
    if (choice === 'theirs' && from === 'folder') {
      this.#set({ files: theirs.files, generation: this.#state.generation + 1 });
    } else if (choice === 'theirs') {
      this.#set({
        files: theirs.files,
        status: { kind: 'saved' },
        generation: this.#state.generation + 1,
      });
      return;
    }
    this.#set({ status: { kind: 'unsaved' } });
    void this.flush();
  }

  #take(files: Files): void {
    const inConflict = this.#state.status.kind === 'conflict';
    this.#set(inConflict ? { files } : { files, status: { kind: 'unsaved' } });
    clearTimeout(this.#timer);
    if (!inConflict) this.#timer = setTimeout(() => void this.flush(), pauseBeforeSave);
  }

  async #write(): Promise<void> {
    const { files } = this.#state;
    this.#set({ status: { kind: 'saving' } });
    try {
      const answer = await this.#store.save(files, this.#revision);
      if (answer.status === 'conflict') return this.#meet(answer.draft);
      this.#revision = answer.revision;
      // What was typed during the save is not in it, and its timer is running.
      if (this.#state.files === files) this.#set({ status: { kind: 'saved' } });
    } catch (error) {
      this.#set({ status: { kind: 'failed', error } });
    } finally {
      this.#save = null;
      await this.#compareWithNewest();
    }
  }

  async #compareWithNewest(): Promise<void> {
    if (this.#newestSeen <= this.#revision || this.#state.status.kind === 'conflict') return;
    const theirs = await this.#store.load().catch(() => null);
    if (theirs && theirs.revision > this.#revision && !this.#save) this.#meet(theirs);
  }

  #meet(theirs: Draft): void {
    if (sameFiles(theirs.files, this.#state.files)) {
      this.#revision = theirs.revision;
      this.#set({ status: { kind: 'saved' } });
      return;
    }
    clearTimeout(this.#timer);
    if (this.#state.status.kind === 'saved' && theirs.revision > this.#revision) {
      // What is here is saved and the other version grew from it: nothing is lost by going on with that.
      this.#revision = theirs.revision;
      this.#set({ files: theirs.files, generation: this.#state.generation + 1 });
      return;
    }
    this.#set({ status: { kind: 'conflict', theirs, from: 'window' } });
  }

  #set(change: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

export function sameFiles(a: Files, b: Files): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
