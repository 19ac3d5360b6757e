import { RefusedArchive } from './archive-fault.ts';
import { archiveLimits } from './limits.ts';

/**
 * A list of what is allowed, and not of what is dangerous: nobody knows the second one whole. These are
 * spelled alike on every system, which letters beyond ASCII are not (Unicode has several spellings of one).
 */
const safeName = /^[A-Za-z0-9_@$([][A-Za-z0-9._@$+,=()[\]-]*$/;

/** Devices, whatever follows a dot (Microsoft, "Naming Files, Paths, and Namespaces"). */
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i;

/** Refuses a path that is not an ordinary one below a pack's folder on every system. */
export function checkEntryName(path: string): void {
  const names = path.split('/');
  const isSafe = names.every(
    (name) =>
      safeName.test(name) &&
      !name.endsWith('.') &&
      !windowsDevice.test(name) &&
      name !== '__proto__' &&
      name.length <= archiveLimits.nameLength,
  );
  if (!isSafe || path.length > archiveLimits.pathLength || names.length > archiveLimits.depth)
    throw new RefusedArchive('bad-name', path);
}

/** Refuses names that are one name where case does not count, and a file with the name of a folder. */
export function checkCollisions(paths: readonly string[]): void {
  const spellings = new Map<string, { readonly spelling: string; readonly isFile: boolean }>();
  for (const path of paths) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth += 1) {
      const spelling = names.slice(0, depth).join('/');
      const isFile = depth === names.length;
      const before = spellings.get(spelling.toLowerCase());
      if (before !== undefined && (before.spelling !== spelling || before.isFile || isFile))
        throw new RefusedArchive('same-name', path);
      spellings.set(spelling.toLowerCase(), { spelling, isFile });
    }
  }
}
