import { createHash } from 'node:crypto';
import type { Draft } from '../contract/contract.ts';
import type { FollowProgress } from '../contract/own-editor.ts';
import { watchFolders } from '../watch-folders.ts';
import { type Files, type FolderReading, readSettledFolder } from './read-folder.ts';

export interface FolderToFollow {
  readonly folder: string;
  /** The path of the file that is run first. */
  readonly entry: string;
  readonly starter: Files;
  readonly readDraft: () => Draft | null;
  /** Gives false where another window saved in between. */
  readonly saveDraft: (files: Files, basedOn: number) => boolean;
  readonly write: (files: Files, before: Files) => Promise<void>;
  /** What folder and draft last agreed on, as it was remembered when they were last followed. */
  readonly remembered: string | null;
  readonly remember: (hash: string) => void;
  readonly report: (progress: FollowProgress) => void;
}

export interface Following {
  /** Compares folder and draft now, or once more after the comparison under way. */
  look(): void;
  stop(): void;
}

/** Not every file system tells of changes; a look now and then finds those. */
const lookAnywayMs = 3_000;

/** Keeps a folder and a draft in step until it is stopped. */
export function followFolder(task: FolderToFollow): Following {
  /** What folder and draft last agreed on; null until it is known. */
  let agreed: Files | null = null;
  let asked: { readonly files: Files; readonly revision: number } | null = null;
  let lastReport = '';
  let isStopped = false;
  let isLooking = false;
  let isWanted = false;

  const watch = watchFolders(() => look());
  const timer = setInterval(() => look(), lookAnywayMs).unref();

  function look(): void {
    isWanted = true;
    if (!isLooking) void lookWhileWanted();
  }

  async function lookWhileWanted(): Promise<void> {
    isLooking = true;
    while (isWanted && !isStopped) {
      isWanted = false;
      const reading = await readSettledFolder(task.folder);
      if (isStopped) return;
      try {
        await meet(reading);
      } catch {
        // The system does not let the folder be written; the next look tries again.
        tell({ status: 'refused', folder: task.folder, fault: { fault: 'denied', path: '' } });
      }
    }
    isLooking = false;
  }

  async function meet(reading: FolderReading): Promise<void> {
    const fault = faultOf(reading);
    if (!reading.ok || fault !== null) {
      if (fault !== null) tell({ status: 'refused', folder: task.folder, fault });
      return;
    }
    watch.watch(reading.folders);
    const { files } = reading;
    // From here to the save nothing waits, so no other window's save comes between.
    const draft = task.readDraft();
    const kept = draft?.files ?? task.starter;
    agreed ??= agreedAtFirst(files, kept);
    if (isSame(files, kept)) agree(files);
    else if (isSame(files, agreed)) await bring(kept, files);
    else if (isSame(kept, agreed)) take(files, kept, draft?.revision ?? 0);
    else if (asked !== null && isSame(asked.files, files) && asked.revision < (draft?.revision ?? 0)) {
      // The learner was asked and kept the draft.
      await bring(kept, files);
    } else {
      asked = { files, revision: draft?.revision ?? 0 };
      tell({ status: 'conflict', files });
      return;
    }
    tell({ status: 'in-step', folder: task.folder, left: [...reading.left] });
  }

  /** Where what was remembered fits neither, both have changed. */
  function agreedAtFirst(files: Files, kept: Files): Files {
    if (hashOf(files) === task.remembered || Object.keys(files).length === 0) return files;
    return hashOf(kept) === task.remembered ? kept : {};
  }

  function faultOf(reading: FolderReading) {
    if (!reading.ok) return reading.fault;
    const known = agreed ?? task.readDraft()?.files ?? task.starter;
    // A known file that cannot be read is not one that was deleted.
    const unreadable = reading.left.find(({ path }) => path in known);
    if (unreadable) return unreadable;
    const isNew = agreed === null && Object.keys(reading.files).length === 0;
    const hasEntry = task.entry in reading.files || isNew;
    return hasEntry ? null : ({ fault: 'no-entry', path: task.entry } as const);
  }

  function take(files: Files, before: Files, revision: number): void {
    if (!task.saveDraft(files, revision)) {
      look();
      return;
    }
    agree(files);
    const removed = Object.keys(before).filter((path) => !(path in files));
    // Told each time: saving is what asks for a run.
    lastReport = '';
    task.report({ status: 'taken', files, removed });
  }

  async function bring(files: Files, before: Files): Promise<void> {
    await task.write(files, before);
    agree(files);
  }

  function agree(files: Files): void {
    asked = null;
    if (agreed !== null && isSame(agreed, files) && task.remembered === hashOf(files)) return;
    agreed = files;
    task.remember(hashOf(files));
  }

  /** Says each thing once. */
  function tell(progress: FollowProgress): void {
    const text = JSON.stringify(progress);
    if (text === lastReport) return;
    lastReport = text;
    task.report(progress);
  }

  return {
    look,
    stop: () => {
      isStopped = true;
      clearInterval(timer);
      watch.close();
    },
  };
}

function isSame(a: Files, b: Files): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}

function hashOf(files: Files): string {
  const inOrder = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('hex');
}
