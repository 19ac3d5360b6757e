/** Random numbers that are a function of a seed and a name: the same ones in every run and on every machine. */
export interface SeededRandom {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with probability `share`. */
  chance(share: number): boolean;
}

/** xorshift128 (Marsaglia 2003), its state mixed from seed and name by FNV-1a and murmur3's finaliser. */
export function seededRandom(seed: number, name: string): SeededRandom {
  let state = spread(seed, name);
  const next = (): number => {
    const [a, b, c, d] = state;
    let mixed = a ^ (a << 11);
    mixed ^= mixed >>> 8;
    const last = (d ^ (d >>> 19) ^ mixed) >>> 0;
    state = [b, c, d, last];
    return last;
  };
  for (let round = 0; round < 16; round += 1) next();
  // 53 bits, so that every double in [0, 1) of that resolution can come.
  const fraction = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
  return {
    integer: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    chance: (share) => fraction() < share,
  };
}

type State = readonly [number, number, number, number];

function spread(seed: number, name: string): State {
  let hash = 0x811c9dc5;
  for (const character of `${seed} ${name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  const mix = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  // An all-zero state would stay zero.
  return [mix() | 1, mix(), mix(), mix()];
}
