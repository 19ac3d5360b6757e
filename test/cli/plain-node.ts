import { spawn } from 'node:child_process';
import net from 'node:net';
import { join } from 'node:path';
import { programFolder } from './run-program.ts';

/** The same program as a process of plain Node, on a free port. */
export async function startPlainNode(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly port: number; end(): void }> {
  const { folder, remove } = programFolder(files);
  const [entry = ''] = Object.keys(files);
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, entry)], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('error', reject);
    child.once('close', reject);
  });
  return {
    port,
    end() {
      child.kill('SIGKILL');
      remove();
    },
  };
}

/** Sends these bytes and gives all that comes back until the server closes, but for the date. */
export function exchangeRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (piece) => {
      answer += piece;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer.replace(/^Date: .*$/m, 'Date: …')));
    socket.write(text);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
