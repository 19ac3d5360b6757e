import {
  addNode,
  type FileNode,
  fileNode,
  lookUp,
  parentOf,
  resize,
  systemError,
  type TreeNode,
  touch,
} from '../file-tree.ts';
import { bytesOf } from './buffer.ts';
import { text } from './fs-nodes.ts';
import { later } from './fs-requests.ts';

/** Bits of open()'s flags on Linux, which is what a world says it is. */
export const flag = {
  writeOnly: 1,
  readWrite: 2,
  create: 64,
  exclusive: 128,
  truncate: 512,
  append: 1024,
  folder: 65_536,
};

interface OpenFile {
  readonly node: TreeNode;
  readonly flags: number;
  position: number;
}

const mostOpen = 1024;

export interface OpenFiles {
  open(path: unknown, flags?: number, mode?: number): number;
  /** The open file of a descriptor. Throws EBADF where there is none. */
  get(fd: number, syscall: string): OpenFile;
  close(fd: number): void;
  /** How many bytes were read; `at.position` moves the file's own place where it is no number from 0 on. */
  read(fd: number, target: ArrayBufferView, at: ReadAt): number;
  /** How many bytes were written, at the file's own place where `position` is no number from 0 on. */
  write(fd: number, bytes: Uint8Array, position: unknown): number;
  /** All bytes of a file, by its path or by a descriptor. */
  whole(path: unknown, flags: number): Uint8Array<ArrayBuffer>;
  /** Writes a file in one go, by its path or by a descriptor. */
  writeWhole(path: unknown, bytes: Uint8Array, how: readonly [flags: number, mode: number]): void;
}

interface ReadAt {
  readonly offset: number;
  readonly length: number;
  readonly position: unknown;
}

/** The files that a world has open, by descriptor. */
export function createOpenFiles(): OpenFiles {
  const files = new Map<number, OpenFile>();
  const get = (fd: number, syscall: string): OpenFile => {
    const file = files.get(fd);
    if (file === undefined) throw systemError('EBADF', syscall);
    return file;
  };
  const open = (path: unknown, flags = 0, mode = 0o666): number => {
    const name = text(path);
    let node = lookUp(name);
    if (node === 'ENOENT' && (flags & flag.create) !== 0) {
      const [folder, last] = parentOf(name, 'open');
      const made = fileNode(mode & ~0o22);
      addNode(folder, last, made);
      node = made;
    } else if (typeof node === 'string') {
      throw systemError(node, 'open', name);
    } else if ((flags & flag.create) !== 0 && (flags & flag.exclusive) !== 0) {
      throw systemError('EEXIST', 'open', name);
    }
    if (node.kind === 'folder' && (flags & 3) !== 0) throw systemError('EISDIR', 'open', name);
    if (node.kind === 'file' && (flags & flag.folder) !== 0) throw systemError('ENOTDIR', 'open', name);
    if (node.kind === 'file' && (flags & flag.truncate) !== 0) resize(node, 0, 'open');
    if (files.size >= mostOpen) throw systemError('EMFILE', 'open', name);
    let fd = 17;
    while (files.has(fd)) fd++;
    files.set(fd, { node, flags, position: 0 });
    return fd;
  };
  const close = (fd: number): void => {
    get(fd, 'close');
    files.delete(fd);
  };
  const read = (fd: number, target: ArrayBufferView, at: ReadAt): number => {
    const file = get(fd, 'read');
    if (file.node.kind === 'folder') throw systemError('EISDIR', 'read');
    if ((file.flags & 3) === flag.writeOnly) throw systemError('EBADF', 'read');
    const { position } = at;
    const fixed = (typeof position === 'number' || typeof position === 'bigint') && position >= 0;
    const from = fixed ? Number(position) : file.position;
    const bytes = file.node.bytes.subarray(
      Math.min(from, file.node.size),
      Math.min(from + at.length, file.node.size),
    );
    bytesOf(target).set(bytes, at.offset);
    if (!fixed) file.position = from + bytes.length;
    return bytes.length;
  };
  const write = (fd: number, bytes: Uint8Array, position: unknown): number => {
    const file = get(fd, 'write');
    if (file.node.kind === 'folder' || (file.flags & 3) === 0) throw systemError('EBADF', 'write');
    const fixed = typeof position === 'number' && position >= 0;
    const to = (file.flags & flag.append) !== 0 ? file.node.size : fixed ? position : file.position;
    put(file.node, to, bytes);
    if (!fixed) file.position = to + bytes.length;
    return bytes.length;
  };
  const fileOf = (path: unknown, flags: number, mode?: number): FileNode => {
    const fd = typeof path === 'number' ? path : open(path, flags, mode);
    const { node } = get(fd, 'open');
    if (typeof path !== 'number') close(fd);
    if (node.kind === 'folder') throw systemError('EISDIR', 'read');
    return node;
  };
  const whole = (path: unknown, flags: number) => {
    const file = fileOf(path, flags);
    return file.bytes.slice(0, file.size);
  };
  const writeWhole = (path: unknown, bytes: Uint8Array, [flags, mode]: readonly [number, number]) => {
    if (typeof path === 'number') return void write(path, bytes, null);
    const fd = open(path, flags, mode);
    try {
      write(fd, bytes, null);
    } finally {
      close(fd);
    }
  };
  return { open, get, close, read, write, whole, writeWhole };
}

/** What `fs.promises.open` holds; Node's own FileHandle is around it. */
export class FileHandle {
  fd: number;
  readonly #close: (fd: number) => void;
  constructor(fd: number, close: (fd: number) => void) {
    this.fd = fd;
    this.#close = close;
  }
  getAsyncId() {
    return 0;
  }
  close(): Promise<void> {
    const { fd } = this;
    this.fd = -1;
    return new Promise((resolve) => {
      this.#close(fd);
      later(() => resolve());
    });
  }
  releaseFD() {
    const { fd } = this;
    this.fd = -1;
    return fd;
  }
}

function put(file: FileNode, at: number, bytes: Uint8Array): void {
  if (at + bytes.length > file.size) resize(file, at + bytes.length, 'write');
  file.bytes.set(bytes, at);
  touch(file);
}
