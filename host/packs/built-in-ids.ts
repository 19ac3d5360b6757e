import { loadPacks } from '../../lessons/format/load-pack.ts';
import { builtIn } from '../built-in.ts';

/** The ids of the packs that come with Backline. */
export async function builtInPackIds(): Promise<ReadonlySet<string>> {
  const { packs } = await loadPacks([builtIn.packFolder]);
  return new Set(packs.map((pack) => pack.manifest.id));
}
