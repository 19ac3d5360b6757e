/** A case that fails, kept with what it was found to do. */
export interface Failing<T> {
  readonly choices: readonly number[];
  readonly found: T;
}

export interface Shrinking<T> {
  readonly start: Failing<T>;
  /** The case that the choices make where it fails in the same way; null where it does not, or cannot be tried. */
  readonly attempt: (choices: readonly number[]) => Promise<Failing<T> | null>;
  /** Cases tried on the way; a count, since a clock would make reports differ. */
  readonly mostTries: number;
}

/**
 * The smallest failing case that can be found by editing the choices behind it: fewer of them, then
 * smaller ones. Always ends, and always the same for the same answers.
 */
export async function shrinkCase<T>({ start, attempt, mostTries }: Shrinking<T>): Promise<Failing<T>> {
  let best = start;
  let tries = 0;
  const tried = new Set<string>();
  const improve = async (choices: readonly number[]): Promise<boolean> => {
    const key = choices.join();
    if (tries >= mostTries || tried.has(key) || !isSimpler(choices, best.choices)) return false;
    tried.add(key);
    tries += 1;
    const found = await attempt(choices);
    // What the generator did not ask for is gone from `found.choices`; it must still be a step down.
    if (found === null || !isSimpler(found.choices, best.choices)) return false;
    best = found;
    return true;
  };

  for (let before: Failing<T> | null = null; before !== best && tries < mostTries; ) {
    before = best;
    for (const size of [16, 8, 4, 3, 2, 1]) {
      for (let at = best.choices.length - size; at >= 0; at -= 1) {
        await improve([...best.choices.slice(0, at), ...best.choices.slice(at + size)]);
        at = Math.min(at, best.choices.length - size + 1);
      }
    }
    for (let at = 0; at < best.choices.length; at += 1) await lower(at);
  }
  return best;

  /** Brings one choice as far down as it goes: to nothing at once, or by halves. */
  async function lower(at: number): Promise<void> {
    const put = (value: number) => best.choices.map((choice, index) => (index === at ? value : choice));
    if ((best.choices[at] ?? 0) === 0 || (await improve(put(0)))) return;
    let low = 0;
    while (at < best.choices.length && (best.choices[at] as number) - low > 1) {
      const middle = low + Math.floor(((best.choices[at] as number) - low) / 2);
      if (!(await improve(put(middle)))) low = middle;
      if (tries >= mostTries) return;
    }
  }
}

/** Fewer choices are simpler; of as many, those that are smaller from the first one on. */
function isSimpler(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return one.length < other.length;
  const at = one.findIndex((choice, index) => choice !== other[index]);
  return at >= 0 && (one[at] as number) < (other[at] as number);
}
