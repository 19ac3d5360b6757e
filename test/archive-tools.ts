import { spawnSync } from 'node:child_process';
import { canInstallPackages, installPackage } from './system-packages.ts';

/** Whether a program is there, by asking it something harmless. */
export function hasTool(tool: string, flag: string): boolean {
  return spawnSync(tool, [flag]).status === 0;
}

/** Gets bsdtar where it is missing and can be had. Its tests are skipped otherwise, and this says so. */
export function ensureBsdtar(): void {
  if (hasTool('bsdtar', '--version')) return;
  if (canInstallPackages()) {
    console.log('bsdtar is missing: installing the system package libarchive-tools.');
    installPackage('libarchive-tools');
  }
  if (hasTool('bsdtar', '--version')) return;
  console.log('bsdtar is missing and cannot be installed: the tests of archives that it makes are skipped.');
}
