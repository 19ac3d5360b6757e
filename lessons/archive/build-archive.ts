import type { KeyObject } from 'node:crypto';
import type { OrFault } from './archive-fault.ts';
import { byCodeUnit, manifestFile, manifestOf, signatureFile } from './manifest.ts';
import { type OpenedArchive, openArchive } from './open-archive.ts';
import { signManifest } from './signature.ts';
import { writeZip } from './write-zip.ts';

/** Makes an archive, and opens it again as whoever installs it will: what this gives can be installed. */
export function buildArchive(
  pack: { readonly id: string; readonly version: string },
  files: ReadonlyMap<string, Buffer>,
): OrFault<Buffer> {
  const bytes = writeZip(new Map([[manifestFile, manifestOf(pack, files)], ...inOrder(files)]));
  const opened = openArchive(bytes);
  return opened.ok ? { ok: true, value: bytes } : opened;
}

/** The archive with this key's signature instead of any it had. */
export function signArchive({ files, manifest }: OpenedArchive, key: KeyObject): Buffer {
  return writeZip(
    new Map([[manifestFile, manifest], [signatureFile, signManifest(manifest, key)], ...inOrder(files)]),
  );
}

function inOrder(files: ReadonlyMap<string, Buffer>): (readonly [string, Buffer])[] {
  return [...files].sort(([a], [b]) => byCodeUnit(a, b));
}
