import { world } from './world.ts';

export interface FileNode {
  readonly kind: 'file';
  readonly ino: number;
  bytes: Uint8Array;
  /** Bytes of `bytes` in use; what follows is room to grow. */
  size: number;
  mode: number;
  readonly times: Times;
}
export interface FolderNode {
  readonly kind: 'folder';
  readonly ino: number;
  readonly entries: Map<string, TreeNode>;
  mode: number;
  readonly times: Times;
}
export type TreeNode = FileNode | FolderNode;

/** Milliseconds since the epoch. */
export interface Times {
  accessed: number;
  modified: number;
  changed: number;
  readonly born: number;
}

/** What all files of a world may hold together, and how many there may be. */
const mostBytes = 16 * 1024 * 1024;
const mostNodes = 10_000;

let used = 0;
let nodes = 0;

/** The one disk of a world: in memory, gone with it. The submission is in /app, and /tmp is empty. */
export const root: FolderNode = folderNode();

const errnos: Readonly<Record<string, readonly [number, string]>> = {
  EPERM: [-1, 'operation not permitted'],
  ENOENT: [-2, 'no such file or directory'],
  EBADF: [-9, 'bad file descriptor'],
  EACCES: [-13, 'permission denied'],
  EEXIST: [-17, 'file already exists'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  EINVAL: [-22, 'invalid argument'],
  EMFILE: [-24, 'too many open files'],
  ENOSPC: [-28, 'no space left on device'],
  ENOTEMPTY: [-39, 'directory not empty'],
};

/** An error as libuv's, which Node makes in C++ (src/api/exceptions.cc, UVException). */
export function systemError(code: string, syscall: string, path?: string, dest?: string): Error {
  const [errno, text] = errnos[code] ?? [-1, code];
  const where = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${code}: ${text}, ${syscall}${where}`);
  return Object.assign(
    error,
    { errno, code, syscall },
    path === undefined ? {} : { path },
    dest === undefined ? {} : { dest },
  );
}

/** The names on the way from the root, with `.`, `..` and doubled slashes gone. */
export function segments(path: string): string[] {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `/app/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}

/** What is at a path; a code of libuv's where there is nothing. */
export function lookUp(path: string): TreeNode | 'ENOENT' | 'ENOTDIR' {
  let at: TreeNode = root;
  if (path === '') return 'ENOENT';
  for (const part of segments(path)) {
    if (at.kind !== 'folder') return 'ENOTDIR';
    const next = at.entries.get(part);
    if (next === undefined) return 'ENOENT';
    at = next;
  }
  return at.kind === 'file' && path.endsWith('/') ? 'ENOTDIR' : at;
}

/** The folder that holds a path's last name, and that name; throws where there is no such folder. */
export function parentOf(path: string, syscall: string): readonly [folder: FolderNode, name: string] {
  const parts = segments(path);
  const name = parts.pop() ?? '';
  const folder = lookUp(`/${parts.join('/')}`);
  if (typeof folder === 'string') throw systemError(folder, syscall, path);
  if (folder.kind !== 'folder') throw systemError('ENOTDIR', syscall, path);
  return [folder, name];
}

export function addNode(folder: FolderNode, name: string, node: TreeNode): void {
  folder.entries.set(name, node);
  touch(folder);
}

export function removeNode(folder: FolderNode, name: string): void {
  const node = folder.entries.get(name);
  if (node !== undefined) forget(node);
  folder.entries.delete(name);
  touch(folder);
}

function forget(node: TreeNode): void {
  nodes--;
  if (node.kind === 'file') used -= node.size;
  else for (const one of node.entries.values()) forget(one);
}

/** Makes a file longer or shorter, with zeros where it grows. Throws ENOSPC where the world's disk is full. */
export function resize(file: FileNode, size: number, syscall: string): void {
  if (used + size - file.size > mostBytes) throw systemError('ENOSPC', syscall);
  used += size - file.size;
  if (size > file.bytes.length) {
    const grown = new Uint8Array(Math.max(size, Math.min(file.bytes.length * 2, mostBytes)));
    grown.set(file.bytes.subarray(0, file.size));
    file.bytes = grown;
  } else if (size < file.size) {
    file.bytes.fill(0, size, file.size);
  }
  file.size = size;
  touch(file);
}

export function touch(node: TreeNode): void {
  node.times.modified = now();
  node.times.changed = now();
}

export function fileNode(mode = 0o644): FileNode {
  return { kind: 'file', ino: counted(), bytes: new Uint8Array(0), size: 0, mode, times: times() };
}

export function folderNode(mode = 0o755): FolderNode {
  return { kind: 'folder', ino: counted(), entries: new Map(), mode, times: times() };
}

function counted(): number {
  if (nodes >= mostNodes) throw systemError('ENOSPC', 'open');
  return ++nodes;
}

function times(): Times {
  return { accessed: now(), modified: now(), changed: now(), born: now() };
}

function now(): number {
  return world.startTime + world.elapsed;
}

/** Puts the submission where its program runs. Called as the world starts. */
export function placeFiles(contents: Readonly<Record<string, Uint8Array>>): void {
  for (const path of ['/tmp', '/app']) ensureFolder(path);
  for (const [path, bytes] of Object.entries(contents)) {
    const folder = ensureFolder(`/app/${path}/..`);
    const file = fileNode();
    file.bytes = bytes;
    file.size = bytes.length;
    used += bytes.length;
    folder.entries.set(segments(path).at(-1) ?? '', file);
  }
}

function ensureFolder(path: string): FolderNode {
  let at = root;
  for (const part of segments(path)) {
    const next = at.entries.get(part);
    if (next?.kind === 'folder') {
      at = next;
    } else {
      const made = folderNode();
      at.entries.set(part, made);
      at = made;
    }
  }
  return at;
}
