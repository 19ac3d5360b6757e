const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const values = new Uint8Array(128).fill(255);
for (let at = 0; at < 64; at++) {
  values[standard.charCodeAt(at)] = at;
  values[urlSafe.charCodeAt(at)] = at;
}

export function base64Encode(
  bytes: Uint8Array,
  start: number,
  end: number,
  alphabet: 'base64' | 'base64url',
): string {
  const letters = alphabet === 'base64' ? standard : urlSafe;
  let text = '';
  let at = start;
  for (; at + 2 < end; at += 3) {
    const group = (byte(bytes, at) << 16) | (byte(bytes, at + 1) << 8) | byte(bytes, at + 2);
    text +=
      letter(letters, group >> 18) +
      letter(letters, group >> 12) +
      letter(letters, group >> 6) +
      letter(letters, group);
  }
  if (at < end) {
    const group = (byte(bytes, at) << 16) | (at + 1 < end ? byte(bytes, at + 1) << 8 : 0);
    text += letter(letters, group >> 18) + letter(letters, group >> 12);
    if (at + 1 < end) text += letter(letters, group >> 6);
    if (alphabet === 'base64') text += at + 1 < end ? '=' : '==';
  }
  return text;
}

/** Node's forgiving reading: both alphabets, anything else skipped, stops at the first `=`. */
export function base64Decode(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let group = 0;
  let bits = 0;
  let to = 0;
  for (let at = 0; at < text.length; at++) {
    // Of a wide character Node takes the low byte.
    const code = text.charCodeAt(at) & 255;
    if (code === 61) break;
    const value = code < 128 ? (values[code] ?? 255) : 255;
    if (value === 255) continue;
    group = ((group << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[to++] = (group >> bits) & 255;
    }
  }
  return bytes.subarray(0, to);
}

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function letter(letters: string, value: number): string {
  return letters.charAt(value & 63);
}
