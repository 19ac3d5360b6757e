import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ResponseReader } from '../../sandbox/runner/guest/wire.ts';
import type { WorldRequest, WorldResponse } from '../../sandbox/types.ts';
import { completed, type FidelityApp } from './app.ts';

export interface PlainRun {
  /** Where the app's files were, which some answers name. */
  readonly folder: string;
  readonly responses: readonly WorldResponse[];
}

export interface PlainOptions {
  readonly startTime: number;
  /** Folder for V8's coverage of the process. */
  readonly coverage: string;
}

/** Runs an app in a Node of its own, with the real packages, and asks it over 127.0.0.1. */
export async function runInPlainNode(
  app: FidelityApp,
  { startTime, coverage }: PlainOptions,
): Promise<PlainRun> {
  const folder = mkdtempSync(join(tmpdir(), 'backline-fidelity-'));
  for (const [path, text] of Object.entries(app.files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, startTime / 1000, startTime / 1000);
  }
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const server = join(folder, '.serve-app.mjs');
  copyFileSync(new URL('./serve-app.mjs', import.meta.url), server);
  const entry = join(folder, Object.keys(app.files)[0] ?? '');
  const child = fork(server, [entry, String(startTime)], {
    cwd: folder,
    silent: true,
    execArgv: [],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', NODE_V8_COVERAGE: coverage, ...app.env },
  });
  try {
    const port = await portOf(child);
    const responses: WorldResponse[] = [];
    for (const request of app.requests) responses.push(await send(port, completed(request)));
    return { folder, responses };
  } finally {
    const ended = once(child, 'exit');
    if (child.connected) child.send('end');
    if (child.exitCode === null) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  let errors = '';
  child.stderr?.on('data', (part) => {
    errors += part;
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', () => reject(new Error(`the app did not start in plain Node: ${errors}`)));
  });
}

/** One request over a connection of its own, written byte for byte as the world is given it. */
export async function send(port: number, request: WorldRequest): Promise<WorldResponse> {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.on('error', () => {});
  const { method, headers } = request;
  const has = (name: string) => headers.some(([given]) => given.toLowerCase() === name);
  const lines = [
    `${method} ${request.path} HTTP/1.1`,
    ...(has('host') ? [] : ['Host: localhost:3000']),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  let body: Uint8Array = Buffer.from(request.body ?? '');
  if (has('transfer-encoding')) body = chunked(body);
  else if (request.body !== null && !has('content-length')) lines.push(`Content-Length: ${body.length}`);
  const reader = new ResponseReader(method, 16 * 1024 * 1024);
  socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  for await (const part of socket) {
    reader.write(part as Uint8Array);
    const response = reader.read();
    if (response === null) continue;
    socket.destroy();
    return response;
  }
  reader.end();
  const response = reader.read();
  if (response === null) throw new Error(`plain Node closed before it answered ${method} ${request.path}`);
  return response;
}

/** A body in chunks of at most 1000 bytes (RFC 9112, 7.1). */
function chunked(body: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += 1000) {
    const part = body.subarray(at, at + 1000);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
