const names = ['app', 'server', 'index', 'main'];
const extensions = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'];

/**
 * The file that a folder's program starts with: what `npm start` would run, then package.json's `main`,
 * then the names that people use, in the folder and in its `src`. Otherwise what was looked for.
 */
export function findEntry(
  files: Readonly<Record<string, string>>,
): string | { readonly lookedFor: readonly string[] } {
  const usual = ['', 'src/'].flatMap((folder) =>
    names.flatMap((name) => extensions.map((extension) => `${folder}${name}.${extension}`)),
  );
  const found = [...ofPackage(files['package.json']), ...usual].find((path) => Object.hasOwn(files, path));
  const shown = ['package.json ("start", "main")', ...names.map((name) => `${name}.ts`)];
  return found ?? { lookedFor: [...shown, ...names.map((name) => `src/${name}.ts`)] };
}

/** What package.json names; a file that is not there yet (built code, mostly) is passed over. */
function ofPackage(text: string | undefined): readonly string[] {
  const manifest = readManifest(text);
  const start = manifest.scripts?.start;
  const started = typeof start === 'string' ? start.match(/\S+\.[cm]?[jt]s(?=\s|$)/g) : null;
  const main = typeof manifest.main === 'string' ? [manifest.main] : [];
  return [...(started ?? []), ...main.flatMap((path) => [path, `${path}.js`, `${path}/index.js`])].map(
    (path) => path.replace(/^(\.\/)+/, '').replaceAll('//', '/'),
  );
}

function readManifest(text: string | undefined): { main?: unknown; scripts?: { start?: unknown } } {
  try {
    const manifest: unknown = JSON.parse(text ?? '{}');
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
