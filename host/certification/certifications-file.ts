import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../packs/index-file.ts';

const resultSchema = z.strictObject({
  /** SHA-256 of the list of the pack's files, as the index has it. */
  contentSum: z.string(),
  /** The version of Backline that looked. */
  appVersion: z.string(),
  errors: z.int().nonnegative(),
  /** It took longer than anybody would wait, so that the rest was not looked at. */
  wasStopped: z.boolean(),
});
export type CertificationResult = z.infer<typeof resultSchema>;

const fileSchema = z.strictObject({ format: z.literal(1), results: z.array(resultSchema) });
const fileName = 'certifications.json';
/** Of packs that are long gone too: they may come back. */
const mostResults = 500;

/**
 * What this computer has found out about packs. It can be found out again, so a file that is missing or damaged
 * is as good as none.
 */
export function readCertifications(packsFolder: string): readonly CertificationResult[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(join(packsFolder, fileName), 'utf8'))).results;
  } catch {
    return [];
  }
}

/** Adds a result. Throws what the disk says. */
export function keepCertification(packsFolder: string, result: CertificationResult): void {
  const others = readCertifications(packsFolder).filter(({ contentSum }) => contentSum !== result.contentSum);
  const results = [...others, result].slice(-mostResults);
  const file = join(packsFolder, fileName);
  writeWhole(
    `${file}.${process.pid}.new`,
    Buffer.from(`${JSON.stringify({ format: 1, results }, null, 1)}\n`),
  );
  renameSync(`${file}.${process.pid}.new`, file);
}
