import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** What comes with Backline itself, beside this folder. */
export const builtIn = {
  packFolder: fileURLToPath(new URL('lessons/packs', root)),
  rendererFolder: fileURLToPath(new URL('dist/renderer', root)),
};

/** The version of Backline. */
export function appVersion(): string {
  return String(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version);
}
