import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PacksIndex } from './index-file.ts';

/** The names that installing gives; a folder that a person put here is theirs. */
const ours = /^(?:staging-)?[a-z0-9-]+-\d+\.\d+\.\d+-[0-9a-f]{8}$/;

/** Takes away folders that the index does not name: what an interrupted change or an older version left. */
export function sweep(packsFolder: string, { packs }: PacksIndex): void {
  const named = new Set(packs.map(({ folder }) => folder));
  for (const entry of readdirSync(packsFolder, { withFileTypes: true })) {
    if (!entry.isDirectory() || named.has(entry.name) || !ours.test(entry.name)) continue;
    try {
      rmSync(join(packsFolder, entry.name), { recursive: true, force: true });
    } catch {
      // A file of it may be open in another program; it is in nobody's way, and goes the next time.
    }
  }
}
