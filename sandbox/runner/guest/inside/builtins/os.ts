import type { Exports } from '../builtins.ts';
import { world } from '../world.ts';

/** A computer that is the same in every run. */
export function os(): Exports {
  const gibibyte = 2 ** 30;
  return {
    EOL: '\n',
    devNull: '/dev/null',
    arch: () => 'x64',
    availableParallelism: () => 1,
    cpus: () => [{ model: 'virtual', speed: 1000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
    endianness: () => 'LE',
    freemem: () => gibibyte,
    homedir: () => '/home/learner',
    hostname: () => 'localhost',
    loadavg: () => [0, 0, 0],
    machine: () => 'x86_64',
    networkInterfaces: () => ({}),
    platform: () => 'linux',
    release: () => '6.0.0',
    tmpdir: () => '/tmp',
    totalmem: () => 2 * gibibyte,
    type: () => 'Linux',
    uptime: () => world.elapsed / 1000,
    userInfo: () => ({
      username: 'learner',
      uid: 1000,
      gid: 1000,
      shell: '/bin/sh',
      homedir: '/home/learner',
    }),
    version: () => '#1',
    constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGTERM: 15, SIGKILL: 9 }, errno: {}, priority: {} },
  };
}
