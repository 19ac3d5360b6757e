import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildRenderer } from './build-renderer.ts';
import { root } from './root.ts';

it("brings React's production build, whoever builds the window", async () => {
  await buildRenderer();
  const assets = join(root, 'dist/renderer/assets');
  const scripts = readdirSync(assets).filter((name) => /^index-.*\.js$/.test(name));
  const code = scripts.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
  // Where the two are told apart: the error of React's that only production shortens, and the hint of development.
  expect(code).toContain('Minified React error');
  expect(code).not.toContain('react.dev/link/react-devtools');
}, 300_000);
