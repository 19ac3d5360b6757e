import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive made by hand. Whatever is not said is as an honest tool would write it. */
export interface HandMadeFile {
  readonly name: string | Buffer;
  readonly content?: Buffer | string;
  readonly deflated?: boolean;
  /** What the file's own header says, where that is to differ from the directory. */
  readonly localName?: string | Buffer;
  readonly localSize?: number;
  readonly localMethod?: number;
  readonly localExtra?: Buffer;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** The unpacked size that is announced. */
  readonly size?: number;
  readonly packedSize?: number;
  readonly attributes?: number;
  readonly extra?: Buffer;
  readonly comment?: string;
  readonly disk?: number;
  /** The place that the directory names, instead of where the file is. */
  readonly offset?: number;
  /** Bytes behind the packed content that nothing speaks of. */
  readonly gap?: Buffer;
}

export interface HandMadeEnd {
  readonly count?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: string;
  /** Bytes at the end of the directory that belong to no line of it. */
  readonly tail?: Buffer;
  readonly before?: Buffer;
  readonly after?: Buffer;
}

/** Writes a zip file field by field, so that each of them can lie. */
export function handMadeZip(files: readonly HandMadeFile[], end: HandMadeEnd = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content ?? '');
    const packed = file.deflated === true ? deflateRawSync(content) : content;
    const method = file.method ?? (file.deflated === true ? 8 : 0);
    const sums = {
      crc: file.crc ?? crc32(content),
      packed: file.packedSize ?? packed.length,
      size: file.size ?? content.length,
    };
    const name = bytesOf(file.name);
    const localName = bytesOf(file.localName ?? file.name);
    const localExtra = file.localExtra ?? Buffer.alloc(0);
    const extra = file.extra ?? Buffer.alloc(0);
    const comment = Buffer.from(file.comment ?? '');
    const body = Buffer.concat([
      u32(0x04034b50),
      u16(20, file.flags ?? 0, file.localMethod ?? method, 0, 0x0021),
      u32(sums.crc, sums.packed, file.localSize ?? sums.size),
      u16(localName.length, localExtra.length),
      localName,
      localExtra,
      packed,
      file.gap ?? Buffer.alloc(0),
    ]);
    bodies.push(body);
    directory.push(
      u32(0x02014b50),
      u16(0x0314, 20, file.flags ?? 0, method, 0, 0x0021),
      u32(sums.crc, sums.packed, sums.size),
      u16(name.length, extra.length, comment.length, file.disk ?? 0, 0),
      u32(file.attributes ?? 0o100644 * 0x10000, file.offset ?? offset),
      name,
      extra,
      comment,
    );
    offset += body.length;
  }
  const central = Buffer.concat([...directory, end.tail ?? Buffer.alloc(0)]);
  const comment = Buffer.from(end.comment ?? '');
  const count = end.count ?? files.length;
  return Buffer.concat([
    end.before ?? Buffer.alloc(0),
    ...bodies,
    central,
    u32(0x06054b50),
    u16(end.disk ?? 0, 0, count, count),
    u32(end.directorySize ?? central.length, end.directoryOffset ?? offset),
    u16(comment.length),
    comment,
    end.after ?? Buffer.alloc(0),
  ]);
}

function bytesOf(name: string | Buffer): Buffer {
  return typeof name === 'string' ? Buffer.from(name) : name;
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value & 0xffff, index * 2);
  return bytes;
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
}
