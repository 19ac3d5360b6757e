/** A source of random numbers that is a function of a seed and of a name. */
export interface RandomSource {
  /** 32 random bits, unsigned. */
  next(): number;
  /** A random 64-bit integer, signed, as SQLite's `random()` gives. */
  nextInteger(): bigint;
  fill(bytes: Uint8Array): void;
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand), seeded by mixing seed and name. */
export function createRandom(seed: number, name: string): RandomSource {
  const mix = mixer(seed, name);
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const halves = new Uint32Array(2);
  const integer = new BigInt64Array(halves.buffer);

  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();

  return {
    next,
    nextInteger() {
      halves[0] = next();
      halves[1] = next();
      return integer[0] as bigint;
    },
    fill(bytes) {
      let bits = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        bits = at % 4 === 0 ? next() : bits >>> 8;
        bytes[at] = bits & 0xff;
      }
    },
  };
}

/** FNV-1a over the seed's 64 bits and the name, spread by murmur3's finaliser. */
function mixer(seed: number, name: string): () => number {
  const bits = new Uint32Array(new Float64Array([seed]).buffer);
  let hash = 0x811c9dc5;
  for (const part of [
    bits[0] as number,
    bits[1] as number,
    ...Array.from(name, (char) => char.codePointAt(0) as number),
  ]) {
    hash = Math.imul(hash ^ part, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  }
  return () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}
