import type { Outcome } from '../../types.ts';
import { createRandom } from '../random.ts';
import { WorldDatabase } from './database.ts';
import { SqliteError, toSqlFailure } from './errors.ts';
import { runScript } from './script.ts';

export interface DatasetSource {
  readonly id: string;
  /** Null where the parent believes that this runner has it. */
  readonly script: string | null;
}

export interface DatasetWorld {
  readonly seed: number;
  readonly startTime: number;
}

interface Entry {
  readonly script: string;
  /** By world: `''` where the script asked neither the clock nor the seed. */
  readonly images: Map<string, Uint8Array>;
  bytes: number;
}

/** All that a runner keeps of datasets; beyond it the one unused for longest is dropped. */
const keptBytes = 64 * 1024 * 1024;
/** A dataset is the author's and may be larger than what a guest may grow it to. */
const largestDataset = 64 * 1024 * 1024;

/**
 * Databases as their scripts leave them, by the script's hash. Loading a megabyte of SQL takes
 * tens of milliseconds and copying the image of the result a tenth of one.
 */
export class DatasetImages {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  /** True where the script's text is needed first. */
  lacks(source: DatasetSource): boolean {
    return source.script === null && !this.#entries.has(source.id);
  }

  /** The image of the database that the script makes in a world like this; null for an empty one. */
  image(source: DatasetSource, world: DatasetWorld): Outcome<Uint8Array | null> {
    const entry = this.#entry(source);
    if (entry.script.trim() === '') return { ok: true, value: null };
    const key = `${world.seed} ${world.startTime}`;
    const known = entry.images.get('') ?? entry.images.get(key);
    if (known !== undefined) return { ok: true, value: known };

    const loaded = load(entry.script, world);
    if (!loaded.ok) return loaded;
    const { image, dependsOnWorld } = loaded.value;
    entry.images.set(dependsOnWorld ? key : '', image);
    entry.bytes += image.length;
    this.#bytes += image.length;
    this.#drop(source.id);
    return { ok: true, value: image };
  }

  #entry(source: DatasetSource): Entry {
    const known = this.#entries.get(source.id);
    if (known !== undefined) {
      // Last in the map is the one used last.
      this.#entries.delete(source.id);
      this.#entries.set(source.id, known);
      return known;
    }
    if (source.script === null) throw new Error(`the dataset ${source.id} was never sent`);
    const entry = { script: source.script, images: new Map(), bytes: source.script.length };
    this.#entries.set(source.id, entry);
    this.#bytes += entry.bytes;
    return entry;
  }

  #drop(keep: string): void {
    for (const [id, entry] of this.#entries) {
      if (this.#bytes <= keptBytes) return;
      if (id === keep) continue;
      this.#entries.delete(id);
      this.#bytes -= entry.bytes;
    }
  }
}

function load(script: string, world: DatasetWorld): Outcome<{ image: Uint8Array; dependsOnWorld: boolean }> {
  const database = openFor(world);
  try {
    database.exec(script);
    if (database.inTransaction) database.exec('COMMIT');
    return { ok: true, value: { image: database.serialize(), dependsOnWorld: database.dependsOnWorld } };
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    return { ok: false, failure: blame(script, world, error) };
  } finally {
    database.close();
  }
}

/** Which statement failed is only known by running them one at a time; the slow way, once. */
function blame(script: string, world: DatasetWorld, error: SqliteError) {
  const database = openFor(world);
  try {
    const outcome = runScript(database, script, { resultRows: 0, timed: (work) => work() });
    return outcome.ok ? toSqlFailure(error, null) : outcome.failure;
  } finally {
    database.close();
  }
}

function openFor({ seed, startTime }: DatasetWorld): WorldDatabase {
  const random = createRandom(seed, 'dataset');
  return new WorldDatabase({ image: null, largestBytes: largestDataset, now: () => startTime, random });
}
