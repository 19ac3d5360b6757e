import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFolder } from './backline.ts';

/** `backline run` in a process of its own, with a folder of its own. */
export interface RunProgram {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  /** All it has printed so far, on both outputs. */
  output(): string;
  /** Waits until something that fits has been printed, after what earlier calls have waited for. */
  printed(pattern: RegExp): Promise<string>;
  write(files: Readonly<Record<string, string>>): void;
  /** As Ctrl+C does; gives the exit code. */
  interrupt(): Promise<number | null>;
  end(): Promise<void>;
}

/** A folder with these files, for a program; `remove` takes it away. */
export function programFolder(files: Readonly<Record<string, string>>): {
  folder: string;
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'backline-run-'));
  writeFiles(folder, files);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts it, on any free port unless the arguments say otherwise, and waits until it says where it serves. */
export async function runProgram(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = ['--port', '0'],
): Promise<RunProgram> {
  const { folder, remove } = programFolder(files);
  const child = spawn(process.execPath, [join(projectFolder, 'cli/backline.mjs'), 'run', '.', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = follow(child);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const served = await printed.until(/http:\/\/127\.0\.0\.1:(\d+)/);
  const port = Number(served.split(':').at(-1));
  return {
    folder,
    port,
    url: `http://127.0.0.1:${port}`,
    output: printed.all,
    printed: printed.until,
    write: (changed) => writeFiles(folder, changed),
    interrupt() {
      child.kill('SIGINT');
      return exited;
    },
    async end() {
      child.kill('SIGKILL');
      await exited;
      remove();
    },
  };
}

/** Sends a request whose body, if it has one, is written by the caller. */
export function send(
  program: Pick<RunProgram, 'port'>,
  options: http.RequestOptions = {},
): { readonly request: http.ClientRequest; readonly response: Promise<IncomingMessage> } {
  const request = http.request({ host: '127.0.0.1', port: program.port, ...options });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  response.catch(() => {});
  return { request, response };
}

export async function textOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function follow(child: ChildProcess): { all(): string; until(pattern: RegExp): Promise<string> } {
  let text = '';
  let from = 0;
  let ended = false;
  const looking = new Set<() => void>();
  const look = (): void => {
    for (const one of looking) one();
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      look();
    });
  child.once('close', () => {
    ended = true;
    look();
  });
  return {
    all: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const one = (): void => {
          const match = pattern.exec(text.slice(from));
          if (match === null && !ended) return;
          looking.delete(one);
          if (match === null) {
            reject(new Error(`it ended and printed no ${pattern}:\n${text}`));
            return;
          }
          from += match.index + match[0].length;
          resolve(match[0]);
        };
        looking.add(one);
        one();
      }),
  };
}
