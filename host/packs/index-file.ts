import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const indexSchema = z.strictObject({
  format: z.literal(1),
  packs: z.array(
    z.strictObject({
      id: z.string(),
      version: z.string(),
      /** Its folder's name, beside the index. */
      folder: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
      /** SHA-256 of the list of files. */
      contentSum: z.string(),
      /** The public key, base64. */
      signedBy: z.string().nullable(),
    }),
  ),
  /** The key that each pack was first signed by, kept when a pack is taken away. */
  keys: z.array(z.strictObject({ pack: z.string(), publicKey: z.string() })),
});
export type PacksIndex = z.infer<typeof indexSchema>;
export type InstalledPack = PacksIndex['packs'][number];

const indexFile = 'index.json';
const noPacks: PacksIndex = { format: 1, packs: [], keys: [] };

/** What is known about the packs of this computer is damaged: it is not forgotten silently, since keys are in it. */
export class UnreadableIndex extends Error {
  override readonly name = 'UnreadableIndex';
  readonly file: string;

  constructor(file: string, options?: ErrorOptions) {
    super(`the list of installed packs cannot be read: ${file}`, options);
    this.file = file;
  }
}

/** Where a data folder keeps installed packs. */
export function packsFolderOf(dataFolder: string): string {
  return join(dataFolder, 'packs');
}

/** What is installed, and whose keys were seen. Nothing where there is no index; throws `UnreadableIndex`. */
export function readIndex(packsFolder: string): PacksIndex {
  const file = join(packsFolder, indexFile);
  try {
    return indexSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return noPacks;
    throw new UnreadableIndex(file, { cause });
  }
}

/** Replaces the index: after a power loss there is the old one or the new one, whole. */
export function writeIndex(packsFolder: string, index: PacksIndex): void {
  const file = join(packsFolder, indexFile);
  const written = `${file}.new`;
  try {
    writeWhole(written, Buffer.from(`${JSON.stringify(index, null, 1)}\n`));
    renameSync(written, file);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
  syncFolder(packsFolder);
}

/** Writes a file and has it on the disk when it returns. */
export function writeWhole(file: string, content: Buffer): void {
  const descriptor = openSync(file, 'w', 0o644);
  try {
    let written = 0;
    while (written < content.length) written += writeSync(descriptor, content, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Has a folder's names on the disk. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder; it writes names through by itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The folders of the installed packs that are there. */
export function installedFolders(dataFolder: string): string[] {
  const packsFolder = packsFolderOf(dataFolder);
  return readIndex(packsFolder).packs.map(({ folder }) => join(packsFolder, folder));
}

export function ensurePacksFolder(packsFolder: string): void {
  mkdirSync(packsFolder, { recursive: true, mode: 0o700 });
}
