import { crc32, inflateRawSync } from 'node:zlib';
import { RefusedArchive } from './archive-fault.ts';
import { checkCollisions, checkEntryName } from './entry-name.ts';
import { archiveLimits } from './limits.ts';
import { checkExtras, type DirectoryEntry, readZipDirectory } from './zip-directory.ts';

const headerSize = 30;
const sizesBehind = 0x0008;
const deflated = 8;

/**
 * Reads every file of a zip archive, in memory, or refuses it whole (throws `RefusedArchive`). Names, sizes
 * and places are judged before anything is unpacked, and no more is unpacked than was announced.
 */
export function readZip(bytes: Buffer): ReadonlyMap<string, Buffer> {
  if (bytes.length > archiveLimits.archiveBytes) throw new RefusedArchive('archive-too-large');
  const directory = readZipDirectory(bytes);
  checkNames(directory.entries);
  checkSizes(directory.entries);
  const files = new Map<string, Buffer>();
  let position = 0;
  for (const entry of [...directory.entries].sort((a, b) => a.offset - b.offset)) {
    // Each file begins where the one before it ended: nothing lies between two, or in two.
    if (entry.offset !== position) throw new RefusedArchive('foreign-bytes', entry.name);
    const { packed, end } = locate(bytes.subarray(0, directory.offset), entry);
    const content = unpack(packed, entry);
    if (!entry.name.endsWith('/')) files.set(entry.name, content);
    position = end;
  }
  if (position !== directory.offset) throw new RefusedArchive('foreign-bytes');
  return files;
}

function checkNames(entries: readonly DirectoryEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    checkEntryName(name.endsWith('/') ? name.slice(0, -1) : name);
    if (seen.has(name)) throw new RefusedArchive('same-name', name);
    seen.add(name);
  }
  // A folder's own entry says nothing that its files do not; an empty one is nothing at all.
  checkCollisions([...seen].filter((name) => !name.endsWith('/')));
}

function checkSizes(entries: readonly DirectoryEntry[]): void {
  let total = 0;
  for (const { name, size, packedSize } of entries) {
    if (name.endsWith('/') && size > 0) throw new RefusedArchive('not-a-file', name);
    if (size > archiveLimits.fileBytes) throw new RefusedArchive('file-too-large', name);
    if (size > archiveLimits.ratioFreeBytes && size > packedSize * archiveLimits.ratio)
      throw new RefusedArchive('grows-too-much', name);
    total += size;
  }
  if (total > archiveLimits.totalBytes) throw new RefusedArchive('pack-too-large');
}

/** Finds a file's packed bytes behind its own header, which must say what the directory says. */
function locate(bytes: Buffer, entry: DirectoryEntry): { readonly packed: Buffer; readonly end: number } {
  const { name, offset } = entry;
  if (offset + headerSize > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50)
    throw new RefusedArchive('not-an-archive');
  const nameEnd = offset + headerSize + bytes.readUInt16LE(offset + 26);
  const start = nameEnd + bytes.readUInt16LE(offset + 28);
  const end = start + entry.packedSize;
  if (end > bytes.length) throw new RefusedArchive('not-an-archive');
  const isSame =
    bytes.toString('latin1', offset + headerSize, nameEnd) === name &&
    bytes.readUInt16LE(offset + 6) === entry.flags &&
    bytes.readUInt16LE(offset + 8) === entry.method &&
    hasSizes(bytes.subarray(offset + 14, offset + 26), entry);
  if (!isSame) throw new RefusedArchive('contradiction', name);
  checkExtras(bytes.subarray(nameEnd, start), name);
  return { packed: bytes.subarray(start, end), end: end + sizesLength(bytes.subarray(end), entry) };
}

/** Whether a header's sum and sizes are the directory's. Where they come behind the data, any of them may be left open. */
function hasSizes(fields: Buffer, entry: DirectoryEntry): boolean {
  const isOpen = (entry.flags & sizesBehind) !== 0;
  return [entry.crc, entry.packedSize, entry.size].every((value, at) => {
    const field = fields.readUInt32LE(at * 4);
    return field === value || (isOpen && field === 0);
  });
}

function areSizes(fields: Buffer, { crc, packedSize, size }: DirectoryEntry): boolean {
  return (
    fields.length >= 12 &&
    fields.readUInt32LE(0) === crc &&
    fields.readUInt32LE(4) === packedSize &&
    fields.readUInt32LE(8) === size
  );
}

/** How many bytes behind the data repeat its sum and sizes; they may begin with a signature of their own. */
function sizesLength(behind: Buffer, entry: DirectoryEntry): number {
  if ((entry.flags & sizesBehind) === 0) return 0;
  if (behind.length >= 16 && behind.readUInt32LE(0) === 0x08074b50 && areSizes(behind.subarray(4), entry))
    return 16;
  if (areSizes(behind, entry)) return 12;
  throw new RefusedArchive('contradiction', entry.name);
}

function unpack(packed: Buffer, entry: DirectoryEntry): Buffer {
  const content = entry.method === deflated ? inflate(packed, entry) : packed;
  if (content.length !== entry.size || crc32(content) !== entry.crc)
    throw new RefusedArchive('damaged-file', entry.name);
  return content;
}

interface Inflated {
  readonly buffer: Buffer;
  /** `bytesWritten` is how much of the packed bytes it took. */
  readonly engine: { readonly bytesWritten: number };
}

function inflate(packed: Buffer, { name, size }: DirectoryEntry): Buffer {
  let result: Inflated;
  try {
    const options = { maxOutputLength: Math.max(size, 1), info: true };
    // The types do not know that `info` brings the engine along.
    result = inflateRawSync(packed, options) as unknown as Inflated;
  } catch {
    throw new RefusedArchive('damaged-file', name);
  }
  if (result.engine.bytesWritten !== packed.length) throw new RefusedArchive('foreign-bytes', name);
  return result.buffer;
}
