export interface Random {
  seed(seed: number): void;
  /** True where a number has been drawn since it was seeded. */
  used(): boolean;
  next32(): number;
  float(): number;
  fill(bytes: Uint8Array): void;
}

/** A small fast generator with 128 bits of state (sfc32). It is made before the world's seed is known. */
export function createRandom(): Random {
  let a = 0;
  let b = 0;
  let c = 0;
  let counter = 1;
  const next32 = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  let drawn = 0;
  return {
    used: () => counter !== drawn,
    seed(seed) {
      a = seed | 0;
      b = Math.trunc(seed / 2 ** 32) | 0;
      c = 0x9e3779b9 | 0;
      counter = 1;
      for (let round = 0; round < 15; round++) next32();
      drawn = counter;
    },
    next32,
    float: () => (next32() * 0x200000 + (next32() >>> 11)) / 2 ** 53,
    fill(bytes) {
      for (let at = 0; at < bytes.length; at += 4) {
        const word = next32();
        for (let byte = 0; byte < 4 && at + byte < bytes.length; byte++)
          bytes[at + byte] = (word >>> (byte * 8)) & 255;
      }
    },
  };
}
