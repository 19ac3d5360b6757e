import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A built shelf as a runner uses it: the scripts are four megabytes, which a realm's snapshot saves reading. */
export interface BuiltShelf {
  readonly folder: string;
  readonly shelf: string;
  readonly inside: string;
  readonly versions: Readonly<Record<string, string>>;
  /** First line of each module in `shelf`, for stack traces. */
  readonly lines: ReadonlyArray<readonly [line: number, name: string]>;
  /** Node's modules that a learner may import. */
  readonly publicNames: () => readonly string[];
}

/** Reads what `ensureShelf` built in `folder`, each part when it is asked for. */
export function readShelf(folder: string): BuiltShelf {
  const part = (name: string) => lazily(() => readFileSync(join(folder, name), 'utf8'));
  const shelf = part('shelf.js');
  const inside = part('inside.js');
  const manifest = lazily(
    () => JSON.parse(part('manifest.json')()) as Pick<BuiltShelf, 'versions' | 'lines'>,
  );
  return {
    folder,
    get shelf() {
      return shelf();
    },
    get inside() {
      return inside();
    },
    get versions() {
      return manifest().versions;
    },
    get lines() {
      return manifest().lines;
    },
    publicNames: lazily(() => {
      const match = /publicNames:(\[[^\]]*\])/.exec(shelf().slice(-20_000));
      return match?.[1] === undefined ? [] : (JSON.parse(match[1]) as string[]);
    }),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
