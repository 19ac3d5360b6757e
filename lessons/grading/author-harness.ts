/** Where a case's random decisions come from: a seed, or decisions made before and edited to be smaller. */
export type CaseSource =
  | {
      readonly seed: number;
      /** From 0, the simplest, to 1. */
      readonly scale: number;
      /** How large the input is to be, where its cost is measured. */
      readonly size?: number;
    }
  | { readonly choices: readonly number[] };

/** What the author's code said, and the exchanges that it had with the program on the way. */
export type Verdict = (
  | { readonly status: 'said'; readonly answer: unknown }
  | { readonly status: 'learner-failed'; readonly failure: unknown }
) & { readonly sent: readonly unknown[] };

/** What the sandbox gives author code, as far as it is used here. */
declare const world: { takeSent(): readonly unknown[] };

/** What a generator decides with. Every number is a choice, and a smaller choice is a simpler input. */
interface Draws {
  integer(low: number, high: number): number;
  boolean(): boolean;
  pick<T>(options: readonly T[]): T;
  array<T>(low: number, high: number, make: (at: number) => T): T[];
  text(low: number, high: number, alphabet?: string): string;
}

interface Property {
  readonly generate: (draws: Draws, size?: number) => unknown;
  readonly holds: (input: unknown) => unknown;
}

/**
 * Runs in the author's isolate, as source text: it must not use anything outside itself. Inputs are
 * shrunk by editing the choices that made them, so that a smaller input is always one that the
 * generator could have made.
 */
function createHarness(author: Readonly<Record<string, unknown>>) {
  const mostChoices = 20_000;
  let input: unknown;

  const propertyOf = (name: string): Property => {
    const found = author[name] as Partial<Property> | undefined;
    if (typeof found?.generate !== 'function' || typeof found.holds !== 'function') {
      throw new TypeError(`the module does not export a property "${name}" with generate() and holds()`);
    }
    return found as Property;
  };

  const hear = (ask: () => unknown): Verdict => {
    world.takeSent();
    try {
      return { status: 'said', answer: ask(), sent: world.takeSent() };
    } catch (error) {
      const { name: kind, failure } = error as { readonly name?: unknown; readonly failure?: unknown };
      // What the learner's program did is the learner's; everything else is the author's, and goes on.
      if (kind !== 'LearnerFailure' || failure === undefined) throw error;
      return { status: 'learner-failed', failure, sent: world.takeSent() };
    }
  };

  /** mulberry32: 32 bits of state are enough for one case. */
  const randomOf = (seed: number) => {
    let state = seed | 0;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
  };

  const createDraws = (source: CaseSource) => {
    const made: number[] = [];
    const random = 'seed' in source ? randomOf(source.seed) : null;
    const scale = 'seed' in source ? source.scale : 0;
    /** A choice from 0 to `most`: what `suggest` gives while random, what was written down afterwards. */
    const choose = (most: number, suggest: (random: () => number) => number): number => {
      if (made.length >= mostChoices)
        throw new RangeError(`generate() makes more than ${mostChoices} choices`);
      const choice =
        'choices' in source
          ? Math.min(source.choices[made.length] ?? 0, most)
          : Math.min(Math.floor(suggest(random as () => number)), most);
      made.push(choice);
      return choice;
    };
    const whole = (name: string, low: unknown, high: unknown): void => {
      if (Number.isSafeInteger(low) && Number.isSafeInteger(high) && (low as number) <= (high as number))
        return;
      throw new RangeError(
        `${name}(${String(low)}, ${String(high)}) needs two whole numbers, the smaller first`,
      );
    };
    const draws: Draws = {
      integer(low, high) {
        whole('integer', low, high);
        // The choice counts outwards from the number nearest to 0, which is the simplest one.
        const origin = Math.min(Math.max(0, low), high);
        const up = high - origin;
        const down = origin - low;
        const near = Math.min(up, down);
        const choice = choose(up + down, (next) => {
          const edge = next();
          if (edge < 0.08) return 0;
          if (edge < 0.16) return up + down;
          if (edge < 0.3) return next() * Math.min(up + down + 1, 5);
          return next() * (up + down + 1);
        });
        if (choice > near * 2) return up > down ? origin + choice - near : origin - (choice - near);
        const distance = Math.ceil(choice / 2);
        return choice % 2 === 1 ? origin + distance : origin - distance;
      },
      boolean: () => choose(1, (next) => next() * 2) === 1,
      pick(options) {
        if (options.length === 0) throw new RangeError('pick() needs at least one option');
        return options[choose(options.length - 1, (next) => next() * options.length)] as never;
      },
      array(low, high, make) {
        whole('array', low, high);
        // One choice before each element says that there is another, so that deleting a run of choices
        // takes whole elements out.
        const room = Math.ceil((high - low) * scale);
        const wanted = random === null ? 0 : low + Math.floor(random() * (room + 1));
        const made: ReturnType<typeof make>[] = [];
        while (made.length < high) {
          const goesOn = made.length < low || choose(1, () => (made.length < wanted ? 1 : 0)) === 1;
          if (!goesOn) break;
          made.push(make(made.length));
        }
        return made;
      },
      text(low, high, alphabet = 'abcdefghijklmnopqrstuvwxyz') {
        const letters = [...alphabet];
        return draws.array(low, high, () => draws.pick(letters)).join('');
      },
    };
    return { draws, made };
  };

  return {
    /** Makes the input of a case and keeps it for `judge`. */
    draw(name: string, source: CaseSource) {
      const { draws, made } = createDraws(source);
      const size = 'size' in source ? source.size : undefined;
      input = propertyOf(name).generate(Object.freeze(draws), size);
      return { input, choices: made };
    },
    judge: (name: string): Verdict => hear(() => propertyOf(name).holds(input)),
    verify(name: string, observation: unknown): Verdict {
      const look = author[name];
      if (typeof look !== 'function') throw new TypeError(`the module does not export a function "${name}"`);
      return hear(() => look(observation));
    },
  };
}

/** The module that is loaded in the author's isolate, for what `file` exports. */
export function harnessSource(file: string): string {
  return `import * as author from ${JSON.stringify(`./${file}`)};
export const { draw, judge, verify } = (${createHarness.toString()})(author);
`;
}
