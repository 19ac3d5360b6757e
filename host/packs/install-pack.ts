import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ArchiveFault } from '../../lessons/archive/archive-fault.ts';
import { manifestFile, signatureFile } from '../../lessons/archive/manifest.ts';
import { type OpenedArchive, openArchive } from '../../lessons/archive/open-archive.ts';
import { fingerprintOf } from '../../lessons/archive/signature.ts';
import type { InstallRefusal, PackStanding, PackTrust } from '../contract/packs.ts';
import {
  ensurePacksFolder,
  type InstalledPack,
  type PacksIndex,
  readIndex,
  syncFolder,
  writeIndex,
  writeWhole,
} from './index-file.ts';
import { withPacksLock } from './packs-lock.ts';
import { standingOf } from './standing.ts';
import { sweep } from './sweep.ts';
import { trustOf } from './trust.ts';

export interface ExaminedPack {
  readonly opened: OpenedArchive;
  readonly trust: PackTrust;
  readonly standing: PackStanding;
  /** The version that is installed now, or null. */
  readonly installedVersion: string | null;
}

export type Examined =
  | { readonly ok: true; readonly pack: ExaminedPack }
  | { readonly ok: false; readonly fault: ArchiveFault };

/** Looks at an archive as installing it would, and writes nothing. Throws `UnreadableIndex`. */
export function examineArchive(bytes: Buffer, packsFolder: string): Examined {
  const opened = openArchive(bytes);
  if (!opened.ok) return opened;
  return { ok: true, pack: judge(opened.value, readIndex(packsFolder)) };
}

function judge(opened: OpenedArchive, index: PacksIndex): ExaminedPack {
  const { id, version } = opened.pack;
  const installed = index.packs.find((pack) => pack.id === id);
  return {
    opened,
    trust: trustOf({ id, signedBy: opened.signedBy }, index),
    standing: standingOf({ version, contentSum: opened.contentSum }, installed),
    installedVersion: installed?.version ?? null,
  };
}

export interface InstallRequest {
  readonly packsFolder: string;
  /** Ids of the packs that come with Backline, which no archive may replace. */
  readonly builtInIds: ReadonlySet<string>;
  /** What the person has been told and agreed to. */
  readonly accept: {
    /** The new key: its fingerprint, or `any` for whichever it is. */
    readonly newKey?: string | undefined;
    readonly unsigned?: boolean | undefined;
  };
}

export type Installed =
  | { readonly status: 'installed'; readonly pack: ExaminedPack }
  | { readonly status: 'refused'; readonly reason: InstallRefusal; readonly pack: ExaminedPack }
  | { readonly status: 'unreadable'; readonly fault: ArchiveFault };

/**
 * Installs an archive. Everything is judged in memory before a byte is written; the new files stand whole in a
 * folder of their own before the index names it, and only then does the old folder go. Throws what the disk
 * says (ENOSPC, EACCES), with nothing changed and nothing left.
 */
export function installPack(bytes: Buffer, request: InstallRequest): Installed {
  const opened = openArchive(bytes);
  if (!opened.ok) return { status: 'unreadable', fault: opened.fault };
  ensurePacksFolder(request.packsFolder);
  return withPacksLock(request.packsFolder, () => {
    const index = readIndex(request.packsFolder);
    const pack = judge(opened.value, index);
    const reason = refusalOf(pack, request);
    if (reason !== null) return { status: 'refused', reason, pack };
    sweep(request.packsFolder, index);
    const folder = writePack(opened.value, request.packsFolder);
    const next = indexWith(index, opened.value, folder);
    try {
      writeIndex(request.packsFolder, next);
    } catch (error) {
      rmSync(join(request.packsFolder, folder), { recursive: true, force: true });
      throw error;
    }
    sweep(request.packsFolder, next);
    return { status: 'installed', pack };
  });
}

function refusalOf(pack: ExaminedPack, { builtInIds, accept }: InstallRequest): InstallRefusal | null {
  const { opened, trust, standing } = pack;
  if (builtInIds.has(opened.pack.id)) return 'built-in';
  // Whom it is from comes before which version it is: a stranger's version number says nothing.
  if (trust.status === 'signature-missing' && accept.unsigned !== true) return 'signature-missing';
  if (trust.status === 'key-changed' && accept.newKey !== 'any' && accept.newKey !== trust.fingerprint)
    return 'key-changed';
  if (standing === 'downgrade' || standing === 'same-version-differs') return standing;
  return null;
}

/** Writes every file to a folder of its own, and gives the folder's name. */
function writePack({ pack, files, manifest, signature }: OpenedArchive, packsFolder: string): string {
  const folder = `${pack.id}-${pack.version}-${randomBytes(4).toString('hex')}`;
  const staging = join(packsFolder, `staging-${folder}`);
  const everything = new Map(files).set(manifestFile, manifest);
  if (signature !== null) everything.set(signatureFile, signature);
  try {
    const folders = new Set<string>();
    for (const [path, content] of everything) {
      const file = join(staging, path);
      mkdirSync(dirname(file), { recursive: true });
      folders.add(dirname(file));
      writeWhole(file, content);
    }
    for (const written of folders) syncFolder(written);
    renameSync(staging, join(packsFolder, folder));
    syncFolder(packsFolder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

function indexWith(index: PacksIndex, opened: OpenedArchive, folder: string): PacksIndex {
  const { pack, contentSum, signedBy } = opened;
  const installed: InstalledPack = { id: pack.id, version: pack.version, folder, contentSum, signedBy };
  return {
    ...index,
    packs: [...index.packs.filter(({ id }) => id !== pack.id), installed],
    // An unsigned pack that was accepted does not make its next version trusted: the key stays.
    keys:
      signedBy === null
        ? index.keys
        : [...index.keys.filter((key) => key.pack !== pack.id), { pack: pack.id, publicKey: signedBy }],
  };
}

/** The fingerprint of whoever signed an installed pack, or null. */
export function signerOf({ signedBy }: InstalledPack): string | null {
  return signedBy === null ? null : fingerprintOf(signedBy);
}
