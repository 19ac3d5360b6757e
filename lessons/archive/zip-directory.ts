import { RefusedArchive } from './archive-fault.ts';
import { archiveLimits } from './limits.ts';

/** One line of a zip file's directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where the file's own header begins. */
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly DirectoryEntry[];
  /** Where the directory begins, and the files end. */
  readonly offset: number;
}

const endSize = 22;
const headerSize = 46;
const endSignature = 0x06054b50;
/** What may be set: how hard deflate tried, sizes behind the data, names in UTF-8. */
const allowedFlags = 0x0002 | 0x0004 | 0x0008 | 0x0800;
const stored = 0;
const deflated = 8;
/** Zip64, old Unix fields with the target of a link, another name for the file, encryption. */
const refusedExtras = [0x0001, 0x000d, 0x7075, 0x9901];
const reparsePoint = 0x400;

/**
 * Reads the directory of a zip file whose every byte has one meaning: the end is the end, nothing is split,
 * encrypted, commented or hidden. What two programs could read in two ways is refused.
 */
export function readZipDirectory(bytes: Buffer): ZipDirectory {
  const end = bytes.length - endSize;
  if (end < 0) throw new RefusedArchive('not-an-archive');
  if (bytes.readUInt32LE(end) !== endSignature || bytes.readUInt16LE(end + 20) !== 0) {
    const somewhere = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    throw new RefusedArchive(somewhere < 0 ? 'not-an-archive' : 'foreign-bytes');
  }
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const offset = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt32LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count || count === 0xffff)
    throw new RefusedArchive('unsupported');
  if (offset + size !== end) throw new RefusedArchive('foreign-bytes');
  if (count > archiveLimits.files) throw new RefusedArchive('too-many-files');
  const entries: DirectoryEntry[] = [];
  let position = offset;
  while (entries.length < count) {
    const { entry, length } = readEntry(bytes.subarray(position, end));
    entries.push(entry);
    position += length;
  }
  if (position !== end) throw new RefusedArchive('foreign-bytes');
  return { entries, offset };
}

function readEntry(bytes: Buffer): { readonly entry: DirectoryEntry; readonly length: number } {
  if (bytes.length < headerSize || bytes.readUInt32LE(0) !== 0x02014b50)
    throw new RefusedArchive('not-an-archive');
  const nameLength = bytes.readUInt16LE(28);
  const extraLength = bytes.readUInt16LE(30);
  const length = headerSize + nameLength + extraLength;
  if (bytes.length < length) throw new RefusedArchive('not-an-archive');
  // Byte by byte: what is beyond ASCII is refused by the rules on names, whatever it was meant to spell.
  const name = bytes.toString('latin1', headerSize, headerSize + nameLength);
  if (bytes.readUInt16LE(32) !== 0) throw new RefusedArchive('foreign-bytes', name);
  const flags = bytes.readUInt16LE(8);
  const method = bytes.readUInt16LE(10);
  if ((flags & ~allowedFlags) !== 0 || (method !== stored && method !== deflated))
    throw new RefusedArchive('unsupported', name);
  if (bytes.readUInt16LE(34) !== 0) throw new RefusedArchive('unsupported', name);
  checkExtras(bytes.subarray(length - extraLength, length), name);
  checkIsFile(bytes.readUInt32LE(38), name);
  const entry = {
    name,
    flags,
    method,
    crc: bytes.readUInt32LE(16),
    packedSize: bytes.readUInt32LE(20),
    size: bytes.readUInt32LE(24),
    offset: bytes.readUInt32LE(42),
  };
  return { entry, length };
}

/** Refuses extra fields that change what a file is or is called, and bytes that are no field. */
export function checkExtras(bytes: Buffer, name: string): void {
  let position = 0;
  while (position < bytes.length) {
    if (position + 4 > bytes.length) throw new RefusedArchive('foreign-bytes', name);
    if (refusedExtras.includes(bytes.readUInt16LE(position))) throw new RefusedArchive('unsupported', name);
    position += 4 + bytes.readUInt16LE(position + 2);
  }
  if (position !== bytes.length) throw new RefusedArchive('foreign-bytes', name);
}

/** The upper half is a Unix mode, whatever system the archive says it is from; the lower half is of Windows. */
function checkIsFile(attributes: number, name: string): void {
  const type = (attributes >>> 16) & 0o170000;
  const allowed = name.endsWith('/') ? [0, 0o040000] : [0, 0o100000];
  if (!allowed.includes(type) || (attributes & reparsePoint) !== 0)
    throw new RefusedArchive('not-a-file', name);
}
