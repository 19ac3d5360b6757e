import { type PackManifest, packSchema } from '../format/pack.ts';
import { decodeText } from '../format/text-files.ts';
import { parseYaml } from '../format/yaml-source.ts';
import { type OrFault, orFault, RefusedArchive } from './archive-fault.ts';
import { checkAgainst, manifestFile, readManifest, sha256, signatureFile } from './manifest.ts';
import { readZip } from './read-zip.ts';
import { checkSignature } from './signature.ts';

export interface OpenedArchive {
  readonly pack: PackManifest;
  /** The pack's files, without the list and the signature. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** SHA-256 of the list of files: two archives with one sum hold the same pack. */
  readonly contentSum: string;
  /** The list of files and, where there is one, the signature, as they are in the archive. */
  readonly manifest: Buffer;
  readonly signature: Buffer | null;
  /** The public key that signed it, base64; null where nobody did. */
  readonly signedBy: string | null;
}

/**
 * Opens an archive in memory: every file as it was packed, and the signature right where there is one.
 * Anything less is a fault. Nothing is written, and nothing inside a file is unpacked in turn.
 */
export function openArchive(bytes: Buffer): OrFault<OpenedArchive> {
  return orFault(() => {
    const files = new Map(readZip(bytes));
    const manifest = files.get(manifestFile);
    if (manifest === undefined) throw new RefusedArchive('no-manifest');
    const signature = files.get(signatureFile) ?? null;
    files.delete(manifestFile);
    files.delete(signatureFile);
    const list = readManifest(manifest);
    checkAgainst(list, files);
    const pack = readPackFile(files.get('pack.yaml'));
    if (pack.id !== list.id || pack.version !== list.version) throw new RefusedArchive('other-pack');
    const signedBy = signature === null ? null : checkSignature(manifest, signature);
    return { pack, files, contentSum: sha256(manifest), manifest, signature, signedBy };
  });
}

function readPackFile(bytes: Buffer | undefined): PackManifest {
  const file = 'pack.yaml';
  const text = bytes === undefined ? null : decodeText(bytes);
  if (text === null) throw new RefusedArchive('bad-pack-file', file);
  const parsed = parseYaml({ file, text }, packSchema);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.problems;
  const place = first?.line == null ? file : `${file}:${first.line}`;
  throw new RefusedArchive('bad-pack-file', place, first?.message ?? null);
}
