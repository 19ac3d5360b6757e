import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { packages } from '../sandbox/shelf/packages.ts';
import { root } from './root.ts';

export interface PackagePlan {
  /** A folder with Electron's program; the package is made around it. */
  readonly electronDist: string;
  /** The Node that the sandbox's runners will use, carried along. */
  readonly nodePath: string;
  /** The shelf's present build, of `ensureShelf`. */
  readonly shelfFolder: string;
  readonly output: string;
  /** Electron's fuses are bits in its real program; a stand-in has none to set. */
  readonly setsFuses: boolean;
}

/** What goes into the desktop package, and where. */
export function packageConfiguration(plan: PackagePlan): Configuration {
  return {
    appId: 'org.backline.desktop',
    productName: 'Backline',
    directories: { output: plan.output, buildResources: 'build/resources' },
    electronDist: plan.electronDist,
    electronVersion: electronVersion(),
    // Every native part is a prebuilt binary inside its package.
    npmRebuild: false,
    // Plain Node, which runs the sandbox, cannot read an archive of Electron's.
    asar: false,
    files: [
      'package.json',
      'dist/electron/**',
      'dist/renderer/**',
      `dist/shelf/${basename(plan.shelfFolder)}/**`,
      'sandbox/**',
      'lessons/packs/**',
      // The shelf is built in; its packages' manifests say which versions it is of.
      ...packages.map((name) => ({
        from: `node_modules/${name}`,
        to: `node_modules/${name}`,
        filter: ['package.json'],
      })),
      '!**/*.test.ts',
      '!**/tsconfig.json',
      // Node comes once, as a resource, and not again as the package that brought it to the checkout.
      '!node_modules/node-{linux,darwin,win,bin}-*/**',
      '!**/node_modules/better-sqlite3/{deps,src}/**',
    ],
    extraResources: [{ from: plan.nodePath, to: join('node', basename(plan.nodePath)) }],
    ...(plan.setsFuses
      ? {
          electronFuses: {
            runAsNode: false,
            enableNodeOptionsEnvironmentVariable: false,
            enableNodeCliInspectArguments: false,
            enableCookieEncryption: true,
            grantFileProtocolExtraPrivileges: false,
          },
        }
      : {}),
    linux: { target: ['AppImage', 'deb'], category: 'Education' },
    mac: { target: ['dmg'], category: 'public.app-category.education' },
    win: { target: ['nsis'] },
    publish: null,
  };
}

function electronVersion(): string {
  const manifest = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
  return String(JSON.parse(manifest).version);
}
