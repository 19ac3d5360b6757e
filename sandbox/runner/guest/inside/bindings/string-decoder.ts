import { base64Encode } from './base64.ts';
import { encodings } from './buffer.ts';
import { utf8Decode } from './utf8.ts';

const missing = 4;
const buffered = 5;
const encodingAt = 6;

/**
 * The C++ half of Node's `string_decoder` (src/string_decoder.cc). Node keeps a decoder's state in
 * seven bytes: four of an unfinished character, how many are missing, how many are kept, the encoding.
 */
export const stringDecoderBinding = {
  encodings,
  kIncompleteCharactersStart: 0,
  kIncompleteCharactersEnd: 4,
  kMissingBytes: missing,
  kBufferedBytes: buffered,
  kEncodingField: encodingAt,
  kNumFields: 7,
  kSize: 7,
  decode(state: Uint8Array, chunk: ArrayBufferView): string {
    const fresh = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const encoding = encodings[state[encodingAt] ?? 1] ?? 'utf8';
    if (encoding !== 'utf8' && encoding !== 'utf16le' && !encoding.startsWith('base64'))
      return whole(fresh, encoding);
    const kept = state[buffered] ?? 0;
    const bytes = new Uint8Array(kept + fresh.length);
    bytes.set(state.subarray(0, kept));
    bytes.set(fresh, kept);
    const rest = unfinished(bytes, encoding);
    const end = bytes.length - rest.kept;
    state.set(bytes.subarray(end));
    state[buffered] = rest.kept;
    state[missing] = rest.missing;
    return whole(bytes.subarray(0, end), encoding);
  },
  flush(state: Uint8Array): string {
    const encoding = encodings[state[encodingAt] ?? 1] ?? 'utf8';
    const kept = state[buffered] ?? 0;
    state[buffered] = 0;
    state[missing] = 0;
    return whole(state.slice(0, encoding === 'utf16le' ? kept & ~1 : kept), encoding);
  },
};

function whole(bytes: Uint8Array, encoding: string): string {
  switch (encoding) {
    case 'utf8':
      return utf8Decode(bytes, 0, bytes.length, 'replace') ?? '';
    case 'base64':
    case 'base64url':
      return base64Encode(bytes, 0, bytes.length, encoding);
    case 'utf16le': {
      let text = '';
      for (let at = 0; at + 1 < bytes.length; at += 2)
        text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
      return text;
    }
    case 'hex':
      return Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
    default:
      return Array.from(bytes, (one) => String.fromCharCode(encoding === 'ascii' ? one & 127 : one)).join('');
  }
}

function unfinished(bytes: Uint8Array, encoding: string): { kept: number; missing: number } {
  const { length } = bytes;
  if (encoding === 'utf16le') {
    if (length % 2 === 1) return { kept: 1, missing: 1 };
    const last = length >= 2 ? (bytes[length - 1] ?? 0) : 0;
    return last >= 0xd8 && last <= 0xdb ? { kept: 2, missing: 2 } : { kept: 0, missing: 0 };
  }
  if (encoding !== 'utf8') return { kept: length % 3, missing: length % 3 === 0 ? 0 : 3 - (length % 3) };
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return byte <= 0xf4 && size > back ? { kept: back, missing: size - back } : { kept: 0, missing: 0 };
    }
  }
  return { kept: 0, missing: 0 };
}
