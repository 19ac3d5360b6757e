import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { archiveLimits } from '../../lessons/archive/limits.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { UsageError } from '../exit.ts';

export const dataOption = [
  '--data <folder>',
  'where your work is kept; the usual place of this system by default',
] as const;

const words = {
  en: {
    missing: (file: string) => `there is no file ${file}.`,
    noFile: (file: string) => `${file} is not a file; name the .backline archive.`,
    unreadable: (file: string, why: string) => `${file} cannot be read: ${why}`,
    unwritten: (file: string, why: string) => `${file} cannot be written: ${why}`,
  },
  'pt-BR': {
    missing: (file: string) => `não existe o arquivo ${file}.`,
    noFile: (file: string) => `${file} não é um arquivo; indique o arquivo .backline.`,
    unreadable: (file: string, why: string) => `${file} não pôde ser lido: ${why}`,
    unwritten: (file: string, why: string) => `${file} não pôde ser gravado: ${why}`,
  },
} as const satisfies Record<Locale, object>;

/** The bytes of a file that a person named; no more than is needed to see that it is too large. */
export async function readNamedFile(file: string, locale: Locale): Promise<Buffer> {
  const text = words[locale];
  const found = await stat(file).catch(() => null);
  if (found === null) throw new UsageError(text.missing(file));
  if (!found.isFile()) throw new UsageError(text.noFile(file));
  if (found.size > archiveLimits.archiveBytes) return Buffer.alloc(archiveLimits.archiveBytes + 1);
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(text.unreadable(file, (error as Error).message));
  }
}

/** Puts an archive in its place in one step, so that nobody ever finds half of one. */
export async function writeNamedFile(file: string, bytes: Buffer, locale: Locale): Promise<void> {
  const beside = `${file}.part`;
  try {
    await writeFile(beside, bytes, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new UsageError(words[locale].unwritten(file, (error as Error).message));
  }
}
