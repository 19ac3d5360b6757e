/**
 * Which of the learner's files a specifier means, or null where it is not a path. As Node resolves, and
 * as TypeScript lets people write: `./db.js` finds `db.ts`. `require` also tries extensions and folders.
 */
export function resolveFile(
  files: readonly string[],
  from: string,
  specifier: string,
  how: 'import' | 'require',
): string | null {
  const path = pathOf(from, specifier);
  if (path === null) return null;
  const candidates = [path, ...swapped(path)];
  if (how === 'require' || from.endsWith('ts')) candidates.push(...extensions.map((one) => `${path}${one}`));
  if (how === 'require')
    candidates.push(...extensions.map((one) => (path === '' ? `index${one}` : `${path}/index${one}`)));
  return candidates.find((one) => files.includes(one)) ?? null;
}

/** True where a specifier is a path (relative, absolute or a file: URL) and so cannot be a package. */
export function isPath(specifier: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$|file:)/.test(specifier);
}

const extensions = ['.js', '.ts', '.json', '.mjs', '.mts', '.cjs', '.cts'];

function swapped(path: string): string[] {
  const match = /^(.*)\.([cm]?)js$/.exec(path);
  return match === null ? [] : [`${match[1]}.${match[2]}ts`];
}

function pathOf(from: string, specifier: string): string | null {
  if (!isPath(specifier)) return null;
  const absolute = specifier.replace(/^file:(\/\/)?/, '');
  const parts = absolute.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const wanted = absolute.startsWith('/') ? absolute.replace(/^\/app\//, '') : absolute;
  for (const part of wanted.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return null;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}
