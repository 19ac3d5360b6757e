import { crc32 } from 'node:zlib';

/** The first moment that a zip file can name, 1980-01-01 00:00. */
const dosTime = 0;
const dosDate = 0x0021;
const madeByUnix = 0x0314;
const needs = 10;
/** An ordinary file that its owner writes and everybody reads. */
const fileMode = 0o100644;

/**
 * Writes a zip file (APPNOTE.TXT 6.3.10) in the order given. Nothing of this computer, its clock or its
 * libraries is in it: files are stored as they are, since compressors differ in the bytes they make.
 */
export function writeZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'ascii');
    const shared = sharedFields(content, name);
    const local = Buffer.concat([uint32(0x04034b50), shared, name, content]);
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(madeByUnix),
        shared,
        // No comment, disk 0, no internal attributes.
        Buffer.alloc(6),
        uint32(fileMode * 0x10000),
        uint32(offset),
        name,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = uint16(files.size);
  const end = [uint32(0x06054b50), Buffer.alloc(4), count, count, uint32(central.length), uint32(offset)];
  return Buffer.concat([...parts, central, ...end, uint16(0)]);
}

/** What a file's own header and its line in the directory have in common. */
function sharedFields(content: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    uint16(needs),
    // No flags, stored.
    Buffer.alloc(4),
    uint16(dosTime),
    uint16(dosDate),
    uint32(crc32(content)),
    uint32(content.length),
    uint32(content.length),
    uint16(name.length),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
