import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import type { CertificateKey, Known, KnownCertificates } from '../../lessons/certify/known-certificates.ts';
import { localeSchema, translationsSchema } from '../../lessons/format/locale.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const fallSchema = z.object({ fault: translationsSchema, quotes: localeSchema });

const keptSchema = z.object({
  /** What judged. */
  program: z.string(),
  /** What was judged. */
  content: z.string(),
  certificate: z.custom<ExerciseCertificate>((value) => typeof value === 'object' && value !== null),
  verdicts: z.record(z.string(), z.union([z.boolean(), fallSchema])),
});

/** What judges in this process: what was loaded when it started. */
let judge: Promise<string> | null = null;

const nothing: Known = { certificate: null, verdicts: {} };

/**
 * Certificates in the system's cache folder, one file for each exercise, by the content of everything that they
 * depend on: the exercise, the pack's data, the versions, and the program that judges. Never in the pack itself.
 */
export function certificatesOnDisk(folder: string = cacheFolder()): KnownCertificates {
  judge ??= programSum();
  const program = judge;
  const dataSums = new Map<string, Promise<string>>();
  const contentOf = async ({ folder: exercise, dataFolder, versions }: CertificateKey): Promise<string> => {
    const data = dataSums.get(dataFolder) ?? sumOfFolder(dataFolder);
    dataSums.set(dataFolder, data);
    return sumOf(JSON.stringify([versions, exercise, await sumOfFolder(exercise), await data]));
  };
  const fileOf = (key: CertificateKey): string => join(folder, `${sumOf(resolve(key.folder))}.json`);
  // What was judged is what was there when it was asked for: it may change while it is being judged.
  const asked = new WeakMap<CertificateKey, string>();
  return {
    async find(key) {
      const content = await contentOf(key);
      asked.set(key, content);
      const kept = await read(fileOf(key));
      if (kept === null || kept.program !== (await program)) return nothing;
      return { certificate: kept.content === content ? kept.certificate : null, verdicts: kept.verdicts };
    },
    async keep(key, known) {
      const content = asked.get(key);
      if (content === undefined || content !== (await contentOf(key))) return;
      await write(fileOf(key), JSON.stringify({ program: await program, content, ...known }));
    },
  };
}

async function read(file: string): Promise<z.infer<typeof keptSchema> | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** A cache that cannot be written makes the next check slower, and this one no worse. */
async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    // In one step, so that a check that runs at the same time never reads half of it.
    await writeFile(`${file}.${process.pid}`, text);
    await rename(`${file}.${process.pid}`, file);
  } catch {}
}

/** Where each system keeps what can be made again. */
function cacheFolder(platform: NodeJS.Platform = process.platform, env = process.env): string {
  const below = ['certificates'];
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Backline', 'Cache', ...below);
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'Backline', ...below);
    default:
      return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'backline', ...below);
  }
}

/** Everything that judges: our own sources, the packages by their exact versions, and Node with its SQLite and V8. */
async function programSum(): Promise<string> {
  const sums = [
    sumOfFolder(join(root, 'lessons'), isProgram),
    sumOfFolder(join(root, 'sandbox'), isProgram),
    readFile(join(root, 'package.json'), 'utf8'),
  ];
  return sumOf(JSON.stringify([process.versions, process.arch, await Promise.all(sums)]));
}

/** The packs that come with Backline, what new exercises begin with, and tests judge nobody. */
function isProgram(path: string): boolean {
  return !/^packs[\\/]|[\\/]template[\\/]|\.test\.ts$|\.tsx$|\.css$|\.md$/.test(path);
}

async function sumOfFolder(folder: string, counts: (path: string) => boolean = () => true): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(counts)
    .sort();
  const contents = await Promise.all(paths.map((path) => readFile(join(folder, path)).catch(() => null)));
  const hash = createHash('sha256');
  for (const [at, path] of paths.entries())
    hash.update(`${path}\0${contents[at]?.length}\0`).update(contents[at] ?? '');
  return hash.digest('hex');
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
