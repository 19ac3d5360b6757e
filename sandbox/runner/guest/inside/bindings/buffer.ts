import { base64Decode, base64Encode } from './base64.ts';
import { fromUnits, utf8Decode, utf8Encode, utf8Length, utf8Write } from './utf8.ts';

/** Node's `internalBinding('string_decoder').encodings`: the order is the encodings' numbers. */
export const encodings = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];

/** The C++ half of Node's `buffer` module (src/node_buffer.cc), on plain typed arrays. */
export function bufferBinding(): Record<string, unknown> {
  return {
    kMaxLength: 2 ** 53 - 1,
    kStringMaxLength: 2 ** 29 - 24,
    byteLengthUtf8: utf8Length,
    createUnsafeArrayBuffer(size: number) {
      try {
        return new ArrayBuffer(size);
      } catch {
        throw coded('ERR_MEMORY_ALLOCATION_FAILED', 'Failed to allocate memory');
      }
    },
    arrayBufferAlignedOffset: () => 0,
    setDetachKey: () => {},
    copyArrayBuffer: (to: ArrayBuffer, toAt: number, from: ArrayBuffer, fromAt: number, count: number) => {
      new Uint8Array(to, toAt, count).set(new Uint8Array(from, fromAt, count));
    },
    compare: (a: Uint8Array, b: Uint8Array) => compare(bytesOf(a), bytesOf(b)),
    compareOffset: (
      a: Uint8Array,
      b: Uint8Array,
      bStart: number,
      aStart: number,
      bEnd: number,
      aEnd: number,
    ) => compare(a.subarray(aStart, aEnd), b.subarray(bStart, bEnd)),
    copy: (from: Uint8Array, to: Uint8Array, toAt: number, fromAt: number, count: number) => {
      bytesOf(to).set(bytesOf(from).subarray(fromAt, fromAt + count), toAt);
      return count;
    },
    fill,
    isAscii: (value: ArrayBufferView | ArrayBuffer) => bytesOf(value).every((one) => one < 128),
    isUtf8: (value: ArrayBufferView | ArrayBuffer) => {
      const bytes = bytesOf(value);
      return utf8Decode(bytes, 0, bytes.length, 'fatal') !== null;
    },
    indexOfBuffer: (
      inside: Uint8Array,
      wanted: Uint8Array,
      from: number,
      encoding: number,
      forward: boolean,
      end?: number,
    ) => indexOf(inside, wanted, { from, forward, end, step: encodings[encoding] === 'utf16le' ? 2 : 1 }),
    indexOfString: (
      inside: Uint8Array,
      wanted: string,
      from: number,
      encoding: number,
      forward: boolean,
      end?: number,
    ) => {
      const name = encodings[encoding] ?? 'utf8';
      return indexOf(inside, encode(wanted, name), { from, forward, end, step: name === 'utf16le' ? 2 : 1 });
    },
    indexOfNumber: (inside: Uint8Array, wanted: number, from: number, forward: boolean, end?: number) =>
      indexOf(inside, Uint8Array.of(wanted & 255), { from, forward, end, step: 1 }),
    swap16: (bytes: Uint8Array) => swap(bytes, 2),
    swap32: (bytes: Uint8Array) => swap(bytes, 4),
    swap64: (bytes: Uint8Array) => swap(bytes, 8),
    atob,
    btoa,
    ...slices,
    ...writes,
  };
}

type Span = [bytes: Uint8Array, start?: number, end?: number];

const slices = {
  asciiSlice: (...span: Span) => narrow(span, 0x7f),
  latin1Slice: (...span: Span) => narrow(span, 0xff),
  utf8Slice: (...span: Span) => {
    const [bytes, start, end] = bounds(span);
    return utf8Decode(bytes, start, end, 'replace') ?? '';
  },
  ucs2Slice: (...span: Span) => {
    const [bytes, start, end] = bounds(span);
    let text = '';
    for (let at = start; at + 1 < end; at += 2)
      text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
    return text;
  },
  hexSlice: (...span: Span) => {
    const [bytes, start, end] = bounds(span);
    let text = '';
    for (let at = start; at < end; at++) text += hexPairs[bytes[at] ?? 0];
    return text;
  },
  base64Slice: (...span: Span) => base64Encode(...bounds(span), 'base64'),
  base64urlSlice: (...span: Span) => base64Encode(...bounds(span), 'base64url'),
};

type Write = (bytes: Uint8Array, text: string, offset?: number, length?: number) => number;

const writes: Record<string, Write> = {
  utf8WriteStatic(bytes, text, offset = 0, length = bytes.length - offset) {
    mustBeText(text);
    return utf8Write(bytes, text, offset, length).written;
  },
  asciiWriteStatic: (...args) => put(args, 'latin1'),
  latin1WriteStatic: (...args) => put(args, 'latin1'),
  ucs2Write: (...args) => put(args, 'utf16le'),
  hexWrite: (...args) => put(args, 'hex'),
  base64Write: (...args) => put(args, 'base64'),
  base64urlWrite: (...args) => put(args, 'base64url'),
};

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The bytes of a string in one of Node's encodings. */
export function encode(text: string, encoding: string): Uint8Array {
  switch (encoding) {
    case 'utf16le': {
      const bytes = new Uint8Array(text.length * 2);
      for (let at = 0; at < text.length; at++) {
        bytes[at * 2] = text.charCodeAt(at) & 255;
        bytes[at * 2 + 1] = text.charCodeAt(at) >> 8;
      }
      return bytes;
    }
    case 'latin1':
    case 'ascii': {
      const bytes = new Uint8Array(text.length);
      for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at) & 255;
      return bytes;
    }
    case 'hex': {
      const bytes = new Uint8Array(text.length >> 1);
      for (let at = 0; at < bytes.length; at++) {
        const value = hexValue(text.charCodeAt(at * 2)) * 16 + hexValue(text.charCodeAt(at * 2 + 1));
        if (Number.isNaN(value)) return bytes.subarray(0, at);
        bytes[at] = value;
      }
      return bytes;
    }
    case 'base64':
    case 'base64url':
      return base64Decode(text);
    default:
      return utf8Encode(text);
  }
}

export function bytesOf(value: ArrayBufferView | ArrayBuffer): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}

function put(
  [bytes, text, offset = 0, length = bytes.length - offset]: Parameters<Write>,
  encoding: string,
): number {
  mustBeText(text);
  if (offset < 0) throw coded('ERR_OUT_OF_RANGE', 'Index out of range');
  if (offset > bytes.length) throw coded('ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  const room = Math.max(0, Math.min(length, bytes.length - offset));
  const from = encode(text, encoding);
  const count = Math.min(encoding === 'utf16le' ? room & ~1 : room, from.length);
  bytes.set(from.subarray(0, count), offset);
  return count;
}

function mustBeText(given: unknown): void {
  if (typeof given === 'string') return;
  throw Object.assign(new TypeError('argument must be a string'), { code: 'ERR_INVALID_ARG_TYPE' });
}

function coded(code: string, message: string): RangeError {
  return Object.assign(new RangeError(message), { code });
}

function bounds([bytes, start = 0, end = bytes.length]: Span): [Uint8Array, number, number] {
  const last = Math.max(start, end);
  if (start < 0 || end < 0 || last > bytes.length) throw coded('ERR_OUT_OF_RANGE', 'Index out of range');
  return [bytes, start, last];
}

function narrow(span: Span, mask: number): string {
  const [bytes, start, end] = bounds(span);
  let text = '';
  for (let at = start; at < end; at += 4096) {
    const chunk = bytes.subarray(at, Math.min(at + 4096, end));
    text += fromUnits(mask === 0xff ? chunk : chunk.map((one) => one & mask));
  }
  return text;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a[at] ?? 0;
    const right = b[at] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/** As src/node_buffer.cc: -1 for nothing to fill with, -2 for a range outside the buffer. */
function fill(target: Uint8Array, value: unknown, start: number, end: number, encoding?: string): number {
  if (start > end || end > target.length) return -2;
  const pattern =
    typeof value === 'string'
      ? encode(value, encoding === 'ucs2' || encoding === 'utf-16le' ? 'utf16le' : (encoding ?? 'utf8'))
      : ArrayBuffer.isView(value)
        ? bytesOf(value)
        : Uint8Array.of(Number(value) & 255);
  if (pattern.length === 0) return -1;
  for (let at = start; at < end; at++) target[at] = pattern[(at - start) % pattern.length] ?? 0;
  return 0;
}

function indexOf(
  inside: Uint8Array,
  wanted: Uint8Array,
  how: { from: number; forward: boolean; end: number | undefined; step: number },
): number {
  const length = Math.min(how.end ?? inside.length, inside.length);
  const from = firstLook(inside.length, wanted.length, how);
  if (wanted.length === 0) return Math.min(from, length);
  if (from < 0 || wanted.length > length || (how.forward && from + wanted.length > length)) return -1;
  // Of wide characters, only whole ones are looked at.
  let at = from - (from % how.step);
  if (!how.forward) at = Math.min(at, length - wanted.length);
  for (; how.forward ? at + wanted.length <= length : at >= 0; at += how.forward ? how.step : -how.step) {
    let same = 0;
    while (same < wanted.length && inside[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

/** `IndexOfOffset` of src/node_buffer.cc; -1 where nothing can be found. */
function firstLook(length: number, wanted: number, how: { from: number; forward: boolean }): number {
  const from = Math.trunc(how.from);
  if (from < 0) {
    if (from + length >= 0) return from + length;
    return how.forward || wanted === 0 ? 0 : -1;
  }
  if (from + wanted <= length) return from;
  if (wanted === 0) return length;
  return how.forward ? -1 : length - 1;
}

function swap(bytes: Uint8Array, size: number): Uint8Array {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN;
}

/** HTML's forgiving-base64 decode; -1 and -2 are what lib/buffer.js turns into its errors. */
function atob(input: string): string | number {
  let text = input.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (/[^A-Za-z0-9+/]/.test(text)) return -2;
  if (text.length % 4 === 1) return -1;
  const bytes = base64Decode(text);
  return narrow([bytes], 0xff);
}

function btoa(input: string): string | number {
  for (let at = 0; at < input.length; at++) if (input.charCodeAt(at) > 255) return -1;
  const bytes = encode(input, 'latin1');
  return base64Encode(bytes, 0, bytes.length, 'base64');
}
