import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import type { LocalRegistry } from './local-registry.ts';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

export interface Started {
  readonly port: number;
  /** Ends the program and gives all that it printed. */
  stop(): Promise<string>;
}

/** `npm install` in the project as a newcomer's machine would: no cache, no settings, one registry. */
export function install(folder: string, registry: LocalRegistry): Promise<Ran> {
  return npm(folder, ['install'], {
    npm_config_registry: registry.url,
    npm_config_fetch_retries: '0',
    npm_config_cache: join(folder, '..', 'npm-cache'),
  });
}

/** Runs an npm script of the project to its end. */
export function npm(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return finished(spawnNpm(folder, args, env));
}

/** `npm start` on a free port; comes back once something listens there. */
export async function start(folder: string): Promise<Started> {
  const port = await freePort();
  const child = spawnNpm(folder, ['start'], { PORT: String(port) });
  const ended = finished(child);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!(await isListening(port))) {
    if (hasEnded) throw new Error(`npm start ended: ${(await ended).output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    async stop() {
      // npm and the program below it are a group of their own.
      if (child.pid !== undefined && !hasEnded) process.kill(-child.pid, 'SIGTERM');
      return (await ended).output;
    },
  };
}

/** The Node of this process first, none of its settings, and no proxy. */
function spawnNpm(folder: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const home = join(folder, '..', 'home');
  return spawn('npm', [...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { PATH: path, HOME: home, npm_config_update_notifier: 'false', ...env },
  });
}

async function finished(child: ChildProcess): Promise<Ran> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
