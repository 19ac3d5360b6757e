import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this is a Debian on which the tests may add what they need: a build machine, not somebody's laptop. */
export function canInstallPackages(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/** Installs a package of Debian's. Whether it worked is for the caller to see: the machine may be offline. */
export function installPackage(name: string): void {
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', name);
}

function apt(...args: readonly string[]): void {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
