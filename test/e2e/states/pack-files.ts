import { buildArchive, signArchive } from '../../../lessons/archive/build-archive.ts';
import { openArchive } from '../../../lessons/archive/open-archive.ts';
import { newSigningKey, readSigningKey } from '../../../lessons/archive/signature.ts';
import { packId, smallPack } from '../../hostile/small-pack.ts';

/** A small pack as the bytes of its file, not signed. */
export function unsignedPack(version: string, id = packId): Buffer {
  const files = smallPack(version);
  if (id !== packId) {
    const manifest = String(files.get('pack.yaml')).replace(`id: ${packId}`, `id: ${id}`);
    files.set('pack.yaml', Buffer.from(manifest));
  }
  const built = buildArchive({ id, version }, files);
  if (!built.ok) throw new Error(built.fault.code);
  return built.value;
}

/** The same, signed by a key that is new each time. */
export function signedPack(version: string): Buffer {
  const opened = openArchive(unsignedPack(version));
  const key = readSigningKey(newSigningKey());
  if (!opened.ok || key === null) throw new Error('a small pack cannot be signed');
  return signArchive(opened.value, key);
}
