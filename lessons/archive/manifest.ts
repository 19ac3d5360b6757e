import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../format/exercise.ts';
import { packVersionSchema } from '../format/pack.ts';
import { decodeText } from '../format/text-files.ts';
import { RefusedArchive } from './archive-fault.ts';

/** Where an archive keeps the list of its files, and the signature over that list. No lesson can be called so. */
export const manifestFile = 'backline-manifest.json';
export const signatureFile = 'backline-signature.json';

const archiveManifestSchema = z.strictObject({
  /** The version of the archive's layout. */
  archive: z.literal(1),
  id: idSchema,
  version: packVersionSchema,
  files: z.array(
    z.strictObject({
      path: z.string(),
      size: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;

interface PackName {
  readonly id: string;
  readonly version: string;
}

/** The list of a pack's files in order of path, each with its size and SHA-256 sum. */
export function manifestOf({ id, version }: PackName, files: ReadonlyMap<string, Buffer>): Buffer {
  const manifest: ArchiveManifest = {
    archive: 1,
    id,
    version,
    files: [...files.keys()].sort(byCodeUnit).map((path) => {
      const content = files.get(path) ?? Buffer.alloc(0);
      return { path, size: content.length, sha256: sha256(content) };
    }),
  };
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
}

export function readManifest(bytes: Buffer): ArchiveManifest {
  const manifest = archiveManifestSchema.safeParse(parseJson(bytes, manifestFile));
  if (!manifest.success)
    throw new RefusedArchive('bad-manifest', null, manifest.error.issues[0]?.path.join('.') || null);
  return manifest.data;
}

/** Refuses files that are not just those on the list. */
export function checkAgainst(manifest: ArchiveManifest, files: ReadonlyMap<string, Buffer>): void {
  const listed = new Set<string>();
  for (const { path, size, sha256: sum } of manifest.files) {
    if (listed.has(path)) throw new RefusedArchive('bad-manifest', null, path);
    listed.add(path);
    const content = files.get(path);
    if (content === undefined) throw new RefusedArchive('missing-file', path);
    if (content.length !== size || sha256(content) !== sum) throw new RefusedArchive('changed-file', path);
  }
  for (const path of files.keys()) {
    if (!listed.has(path)) throw new RefusedArchive('unlisted-file', path);
  }
}

/** The value of a small JSON file that Backline itself writes. Throws `RefusedArchive`. */
export function parseJson(bytes: Buffer, path: string): unknown {
  const text = decodeText(bytes);
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new RefusedArchive('bad-manifest', null, path);
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The same order in every language and on every system. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
