import {
  addNode,
  type FileNode,
  fileNode,
  folderNode,
  lookUp,
  parentOf,
  removeNode,
  resize,
  root,
  segments,
  systemError,
  type TreeNode,
  touch,
} from '../file-tree.ts';
import { bytesOf, encode } from './buffer.ts';
import { FSReqCallback, kUsePromises, later, threefold } from './fs-requests.ts';
import { utf8Decode } from './utf8.ts';

/** Bits of open()'s flags on Linux, which is what a world says it is. */
const flag = {
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

/** The C++ half of Node's `fs` (src/node_file.cc), over the world's own disk. */
export function fsBinding(): Record<string, unknown> {
  const open = new Map<number, OpenFile>();

  const found = (path: unknown, syscall: string): TreeNode => {
    const node = lookUp(text(path));
    if (typeof node === 'string') throw systemError(node, syscall, text(path));
    return node;
  };
  const opened = (fd: number, syscall: string): OpenFile => {
    const file = open.get(fd);
    if (file === undefined) throw systemError('EBADF', syscall);
    return file;
  };
  const openFile = (path: unknown, flags = 0, mode = 0o666): number => {
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
    if (open.size >= mostOpen) throw systemError('EMFILE', 'open', name);
    let fd = 17;
    while (open.has(fd)) fd++;
    open.set(fd, { node, flags, position: 0 });
    return fd;
  };
  const close = (fd: number) => {
    opened(fd, 'close');
    open.delete(fd);
  };
  const readInto = (
    fd: number,
    target: ArrayBufferView,
    at: { offset: number; length: number; position: unknown },
  ) => {
    const file = opened(fd, 'read');
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
  const writeFrom = (fd: number, bytes: Uint8Array, position: unknown): number => {
    const file = opened(fd, 'write');
    if (file.node.kind === 'folder' || (file.flags & 3) === 0) throw systemError('EBADF', 'write');
    const fixed = typeof position === 'number' && position >= 0;
    const to = (file.flags & flag.append) !== 0 ? file.node.size : fixed ? position : file.position;
    put(file.node, to, bytes);
    if (!fixed) file.position = to + bytes.length;
    return bytes.length;
  };
  const eachWrite = (fd: number, parts: readonly ArrayBufferView[], position: unknown) => {
    let at = typeof position === 'number' ? position : null;
    let sum = 0;
    for (const part of parts) {
      const count = writeFrom(fd, bytesOf(part), at);
      sum += count;
      if (at !== null) at += count;
    }
    return sum;
  };
  const fileOf = (path: unknown, flags: number, mode?: number): FileNode => {
    const fd = typeof path === 'number' ? path : openFile(path, flags, mode);
    const { node } = opened(fd, 'open');
    if (typeof path !== 'number') close(fd);
    if (node.kind === 'folder') throw systemError('EISDIR', 'read');
    return node;
  };
  const whole = (path: unknown, flags: number) => {
    const file = fileOf(path, flags);
    return file.bytes.slice(0, file.size);
  };
  const writeWhole = (path: unknown, bytes: Uint8Array, [flags, mode]: readonly [number, number]) => {
    if (typeof path === 'number') return void writeFrom(path, bytes, null);
    const fd = openFile(path, flags, mode);
    try {
      writeFrom(fd, bytes, null);
    } finally {
      close(fd);
    }
  };
  const stat =
    (syscall: string) => (path: unknown, bigint: boolean, _request: unknown, throwIfNone?: boolean) => {
      const node = lookUp(text(path));
      if (typeof node !== 'string') return statOf(node, bigint);
      if (throwIfNone === false) return undefined;
      throw systemError(node, syscall, text(path));
    };
  const remove = (path: unknown, syscall: string) => {
    const node = found(path, syscall);
    const [folder, name] = parentOf(text(path), syscall);
    return { node, folder, name };
  };
  const list = (path: unknown, encoding: unknown, withTypes: boolean) => {
    const node = found(path, 'scandir');
    if (node.kind !== 'folder') throw systemError('ENOTDIR', 'scandir', text(path));
    const names = [...node.entries.keys()].sort();
    const shown = encoding === 'buffer' ? names.map(asBuffer) : names;
    return withTypes
      ? [shown, names.map((name) => (node.entries.get(name)?.kind === 'folder' ? 2 : 1))]
      : shown;
  };
  const mkdir = (path: unknown, mode: number, recursive: boolean): string | undefined => {
    const name = text(path);
    if (!recursive) {
      if (typeof lookUp(name) !== 'string') throw systemError('EEXIST', 'mkdir', name);
      const [folder, last] = parentOf(name, 'mkdir');
      addNode(folder, last, folderNode(mode & ~0o22));
      return undefined;
    }
    let first: string | undefined;
    let at = '';
    for (const part of segments(name)) {
      at += `/${part}`;
      const node = lookUp(at);
      if (typeof node !== 'string') {
        if (node.kind === 'file')
          throw systemError(at === `/${segments(name).join('/')}` ? 'EEXIST' : 'ENOTDIR', 'mkdir', name);
        continue;
      }
      const [folder, last] = parentOf(at, 'mkdir');
      addNode(folder, last, folderNode(mode & ~0o22));
      first ??= at;
    }
    return first;
  };
  const setTimes = (node: TreeNode, accessed: number, modified: number) => {
    node.times.accessed = accessed * 1000;
    node.times.modified = modified * 1000;
  };
  const refuse = (syscall: string) => (target: unknown, path: unknown) => {
    throw systemError('EPERM', syscall, text(target), text(path));
  };
  const nothing = () => {};
  const calls: Record<string, (...args: never[]) => unknown> = {
    access(path: unknown, mode: number) {
      const node = found(path, 'access');
      if ((mode & 1) !== 0 && (node.mode & 0o111) === 0) throw systemError('EACCES', 'access', text(path));
    },
    open: openFile,
    openFileHandle: (path: unknown, flags: number, mode: number) =>
      new FileHandle(openFile(path, flags, mode), close),
    close,
    read: (fd: number, target: ArrayBufferView, offset: number, length: number, position: unknown) =>
      readInto(fd, target, { offset, length, position }),
    readBuffers(fd: number, parts: readonly ArrayBufferView[], position: unknown) {
      let at = typeof position === 'number' ? position : null;
      let sum = 0;
      for (const part of parts) {
        const count = readInto(fd, part, { offset: 0, length: part.byteLength, position: at ?? -1 });
        sum += count;
        if (at !== null) at += count;
        if (count < part.byteLength) break;
      }
      return sum;
    },
    writeBuffer: (fd: number, from: ArrayBufferView, offset: number, length: number, position: unknown) =>
      writeFrom(fd, bytesOf(from).subarray(offset, offset + length), position),
    writeString: (fd: number, from: string, position: unknown, encoding?: string) =>
      writeFrom(fd, encode(from, encoding ?? 'utf8'), position),
    writeBuffers: eachWrite,
    stat: stat('stat'),
    lstat: stat('lstat'),
    fstat: (fd: number, bigint: boolean) => statOf(opened(fd, 'fstat').node, bigint),
    statfs: (_path: unknown, bigint: boolean) =>
      bigint
        ? new BigInt64Array([61_267n, 4096n, 4096n, 4096n, 4096n, 10_000n, 9000n])
        : new Float64Array([61_267, 4096, 4096, 4096, 4096, 10_000, 9000]),
    readdir: list,
    readdirRecursive(path: unknown, _encoding: unknown, withTypes: boolean) {
      const names: string[] = [];
      const types: number[] = [];
      const visit = (folder: string, prefix: string) => {
        const [here, kinds] = list(folder, 'utf8', true) as [string[], number[]];
        here.forEach((name, index) => {
          names.push(prefix + name);
          types.push(kinds[index] ?? 1);
          if (kinds[index] === 2) visit(`${folder}/${name}`, `${prefix}${name}/`);
        });
      };
      visit(text(path), '');
      return withTypes ? [names, types] : names;
    },
    mkdir,
    mkdtemp(prefix: unknown) {
      const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
      const name =
        text(prefix) + Array.from({ length: 6 }, () => letters[Math.floor(Math.random() * 62)]).join('');
      mkdir(name, 0o700, false);
      return name;
    },
    rmdir(path: unknown) {
      const { node, folder, name } = remove(path, 'rmdir');
      if (node.kind !== 'folder') throw systemError('ENOTDIR', 'rmdir', text(path));
      if (node.entries.size > 0) throw systemError('ENOTEMPTY', 'rmdir', text(path));
      removeNode(folder, name);
    },
    rmSync(path: unknown, _retries: number, recursive: boolean) {
      const node = lookUp(text(path));
      if (typeof node === 'string') return;
      if (node.kind === 'folder' && !recursive) {
        const problem = systemError('EISDIR', 'rm', text(path));
        throw Object.assign(problem, {
          code: 'ERR_FS_EISDIR',
          message: `Path is a directory: ${text(path)}`,
        });
      }
      const [folder, name] = parentOf(text(path), 'rm');
      removeNode(folder, name);
    },
    unlink(path: unknown) {
      const { node, folder, name } = remove(path, 'unlink');
      if (node.kind === 'folder') throw systemError('EPERM', 'unlink', text(path));
      removeNode(folder, name);
    },
    rename(from: unknown, to: unknown) {
      const node = lookUp(text(from));
      if (typeof node === 'string') throw systemError(node, 'rename', text(from), text(to));
      const target = lookUp(text(to));
      if (target === node) return;
      if (
        typeof target !== 'string' &&
        target.kind === 'folder' &&
        (node.kind !== 'folder' || target.entries.size > 0)
      )
        throw systemError(node.kind === 'folder' ? 'ENOTEMPTY' : 'EISDIR', 'rename', text(from), text(to));
      if (
        segments(text(to))
          .join('/')
          .startsWith(`${segments(text(from)).join('/')}/`)
      )
        throw systemError('EINVAL', 'rename', text(from), text(to));
      const [source, name] = parentOf(text(from), 'rename');
      const [folder, last] = parentOf(text(to), 'rename');
      if (typeof target !== 'string') removeNode(folder, last);
      source.entries.delete(name);
      touch(source);
      addNode(folder, last, node);
    },
    copyFile(from: unknown, to: unknown, mode: number) {
      const node = found(from, 'copyfile');
      if (node.kind === 'folder') throw systemError('EISDIR', 'copyfile', text(from), text(to));
      if ((mode & 1) !== 0 && typeof lookUp(text(to)) !== 'string')
        throw systemError('EEXIST', 'copyfile', text(from), text(to));
      writeWhole(to, node.bytes.slice(0, node.size), [
        flag.writeOnly | flag.create | flag.truncate,
        node.mode,
      ]);
    },
    ftruncate(fd: number, size = 0) {
      const { node } = opened(fd, 'ftruncate');
      if (node.kind === 'file') resize(node, size, 'ftruncate');
    },
    fdatasync: (fd: number) => void opened(fd, 'fdatasync'),
    fsync: (fd: number) => void opened(fd, 'fsync'),
    chmod(path: unknown, mode: number) {
      found(path, 'chmod').mode = mode & 0o7777;
    },
    fchmod(fd: number, mode: number) {
      opened(fd, 'fchmod').node.mode = mode & 0o7777;
    },
    chown: nothing,
    fchown: nothing,
    lchown: nothing,
    utimes: (path: unknown, accessed: number, modified: number) =>
      setTimes(found(path, 'utime'), accessed, modified),
    lutimes: (path: unknown, accessed: number, modified: number) =>
      setTimes(found(path, 'lutime'), accessed, modified),
    futimes: (fd: number, accessed: number, modified: number) =>
      setTimes(opened(fd, 'futime').node, accessed, modified),
    realpath: (path: unknown) => {
      found(path, 'realpath');
      return `/${segments(text(path)).join('/')}`;
    },
    readlink: (path: unknown) => {
      found(path, 'readlink');
      throw systemError('EINVAL', 'readlink', text(path));
    },
    symlink: refuse('symlink'),
    link: refuse('link'),
    readFileUtf8: (path: unknown, flags: number) => {
      const bytes = whole(path, flags);
      return utf8Decode(bytes, 0, bytes.length, 'replace');
    },
    writeFileUtf8: (path: unknown, data: string, flags: number, mode: number) =>
      writeWhole(path, encode(data, 'utf8'), [flags, mode]),
  };
  class Job {
    ondone: (...results: unknown[]) => void = nothing;
    context: unknown;
    protected work(): readonly unknown[] {
      return [];
    }
    run(): undefined {
      let results: readonly unknown[];
      try {
        results = [null, ...this.work()];
      } catch (error) {
        results = [error];
      }
      later(() => this.ondone(...results));
    }
  }
  class ReadFileJob extends Job {
    readonly #what: readonly [unknown, number];
    constructor(path: unknown, flags: number) {
      super();
      this.#what = [path, flags];
    }
    protected override work() {
      const bytes = whole(...this.#what);
      return [asBuffer(bytes.buffer), -1, bytes.length];
    }
  }
  class WriteFileJob extends Job {
    readonly #what: readonly [unknown, Uint8Array, readonly [number, number]];
    constructor(path: unknown, flags: number, mode: number, data: ArrayBufferView) {
      super();
      this.#what = [path, bytesOf(data), [flags, mode]];
    }
    protected override work() {
      writeWhole(...this.#what);
      return [];
    }
  }
  return {
    ...Object.fromEntries(Object.entries(calls).map(([name, run]) => [name, threefold(run)])),
    existsSync: (path: unknown) => typeof lookUp(text(path)) !== 'string',
    internalModuleStat: (path: unknown) => {
      const node = lookUp(text(path));
      return typeof node === 'string' ? -2 : node.kind === 'folder' ? 1 : 0;
    },
    FSReqCallback,
    FileHandle,
    ReadFileJob,
    WriteFileJob,
    kUsePromises,
    kFsStatsFieldsNumber: 18,
    statValues: new Float64Array(36),
    bigintStatValues: new BigInt64Array(36),
  };
}

/** What `fs.promises.open` holds; Node's own FileHandle is around it. */
class FileHandle {
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

function asBuffer(from: unknown): unknown {
  const { Buffer } = globalThis as unknown as { Buffer: { from(bytes: unknown): unknown } };
  return Buffer.from(from);
}

function text(path: unknown): string {
  if (typeof path === 'string') return path;
  const bytes = bytesOf(path as Uint8Array);
  return utf8Decode(bytes, 0, bytes.length, 'replace') ?? '';
}

function statOf(node: TreeNode, bigint: boolean): Float64Array | BigInt64Array {
  const { accessed, modified, changed, born } = node.times;
  const size = node.kind === 'file' ? node.size : 4096;
  const mode = (node.kind === 'file' ? 0o100_000 : 0o040_000) | node.mode;
  const links = node.kind === 'file' || node === root ? 1 : 2;
  const times = [accessed, modified, changed, born].flatMap((ms) => [
    Math.floor(ms / 1000),
    Math.round((ms % 1000) * 1e6),
  ]);
  const fields = [1, mode, links, 1000, 1000, 0, 4096, node.ino, size, Math.ceil(size / 4096) * 8, ...times];
  return bigint ? BigInt64Array.from(fields.map(BigInt)) : Float64Array.from(fields);
}
