/** UTF-8 as the WHATWG Encoding standard has it: lone surrogates and ill-formed bytes become U+FFFD. */

export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

/** Writes whole characters only, as many as fit; gives the UTF-16 units read and the bytes written. */
export function utf8Write(
  target: Uint8Array,
  text: string,
  offset: number,
  length: number,
): { read: number; written: number } {
  const end = Math.min(offset + length, target.length);
  let to = offset;
  let at = 0;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      if (to + 1 > end) break;
      target[to++] = unit;
    } else if (unit < 0x800) {
      if (to + 2 > end) break;
      target[to++] = 0xc0 | (unit >> 6);
      target[to++] = 0x80 | (unit & 63);
    } else if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) {
      if (to + 4 > end) break;
      const point = 0x10000 + ((unit - 0xd800) << 10) + (text.charCodeAt(++at) - 0xdc00);
      target[to++] = 0xf0 | (point >> 18);
      target[to++] = 0x80 | ((point >> 12) & 63);
      target[to++] = 0x80 | ((point >> 6) & 63);
      target[to++] = 0x80 | (point & 63);
    } else {
      if (to + 3 > end) break;
      const kept = unit >= 0xd800 && unit <= 0xdfff ? 0xfffd : unit;
      target[to++] = 0xe0 | (kept >> 12);
      target[to++] = 0x80 | ((kept >> 6) & 63);
      target[to++] = 0x80 | (kept & 63);
    }
  }
  return { read: at, written: to - offset };
}

export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  utf8Write(bytes, text, 0, bytes.length);
  return bytes;
}

/** Decodes, or gives null at the first ill-formed byte where `fatal` is asked for. */
export function utf8Decode(
  bytes: Uint8Array,
  start: number,
  end: number,
  fatal: 'fatal' | 'replace',
): string | null {
  let text = '';
  let units: number[] = [];
  let at = start;
  while (at < end) {
    const first = bytes[at++] ?? 0;
    if (first < 0x80) {
      units.push(first);
    } else {
      const needed =
        first >= 0xc2 && first <= 0xdf
          ? 1
          : first >= 0xe0 && first <= 0xef
            ? 2
            : first >= 0xf0 && first <= 0xf4
              ? 3
              : 0;
      let point = needed === 1 ? first & 31 : needed === 2 ? first & 15 : first & 7;
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      let seen = 0;
      for (; seen < needed && at < end; seen++) {
        const next = bytes[at] ?? 0;
        if (next < low || next > high) break;
        low = 0x80;
        high = 0xbf;
        point = (point << 6) | (next & 63);
        at++;
      }
      if (needed === 0 || seen < needed) {
        if (fatal === 'fatal') return null;
        units.push(0xfffd);
      } else if (point > 0xffff) {
        units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
      } else {
        units.push(point);
      }
    }
    if (units.length > 4096) {
      text += fromUnits(units);
      units = [];
    }
  }
  return text + fromUnits(units);
}

export function fromUnits(units: ArrayLike<number>): string {
  return String.fromCharCode.apply(null, units as number[]);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
