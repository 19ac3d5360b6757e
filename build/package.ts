import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { ensureShelf } from '../sandbox/shelf/shelf.ts';
import { buildAll } from './build.ts';
import { electronFolder } from './electron-binary.ts';
import { packageConfiguration } from './electron-builder.ts';
import { root } from './root.ts';

/** `npm run package`: the desktop package for this system, in `dist/package`. */
const electronDist = electronFolder();
if (electronDist === null) {
  console.error(
    "Electron's program is not in node_modules/electron/dist. With internet, fetch it: npx install-electron --no",
  );
  process.exitCode = 2;
} else {
  await buildAll();
  await build({
    projectDir: root,
    targets: Platform.current().createTarget(),
    config: packageConfiguration({
      electronDist,
      nodePath: process.execPath,
      shelfFolder: await ensureShelf(),
      output: join(root, 'dist/package'),
      setsFuses: true,
    }),
  });
}
