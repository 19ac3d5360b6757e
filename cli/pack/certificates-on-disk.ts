import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import type { CertificateKey, KnownCertificates } from '../../lessons/certify/certify-packs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Certificates in the system's cache folder, by the content of everything that they depend on: the
 * exercise, the pack's data, the versions, and the program that judges. Never in the pack itself.
 */
export async function certificatesOnDisk(folder: string = cacheFolder()): Promise<KnownCertificates> {
  const program = await Promise.all(
    ['lessons', 'sandbox'].map((room) => hashOf(join(root, room), isProgram)),
  );
  const dataHashes = new Map<string, Promise<string>>();
  const fileOf = async ({ folder: exercise, dataFolder, versions }: CertificateKey): Promise<string> => {
    const data = dataHashes.get(dataFolder) ?? hashOf(dataFolder);
    dataHashes.set(dataFolder, data);
    const key = JSON.stringify([program, versions, exercise, await hashOf(exercise), await data]);
    return join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  };
  return {
    async find(key) {
      try {
        return JSON.parse(await readFile(await fileOf(key), 'utf8')) as ExerciseCertificate;
      } catch {
        return null;
      }
    },
    async keep(key, certificate) {
      // A cache that cannot be written makes the next check slower, and this one no worse.
      try {
        const file = await fileOf(key);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // In one step, so that a check that runs at the same time never reads half of it.
        await writeFile(`${file}.${process.pid}`, JSON.stringify(certificate));
        await rename(`${file}.${process.pid}`, file);
      } catch {}
    },
  };
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

/** The packs that come with Backline, what new exercises begin with, and tests judge nobody. */
function isProgram(path: string): boolean {
  return !/^packs[\\/]|[\\/]template[\\/]|\.test\.ts$|\.md$/.test(path);
}

async function hashOf(folder: string, counts: (path: string) => boolean = () => true): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(counts)
    .sort();
  for (const path of paths) hash.update(`${path}\0`).update(await readFile(join(folder, path)));
  return hash.digest('hex');
}
