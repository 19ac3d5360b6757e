import { readFileSync } from 'node:fs';

/** The version of Backline itself. */
export function appVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String(manifest.version);
}
