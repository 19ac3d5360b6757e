import { lookUp, resize } from '../file-tree.ts';
import { bytesOf, encode } from './buffer.ts';
import { asBuffer, setTimes, statOf, text } from './fs-nodes.ts';
import { pathCalls } from './fs-paths.ts';
import { FSReqCallback, kUsePromises, later, threefold } from './fs-requests.ts';
import { createOpenFiles, FileHandle, type OpenFiles } from './open-files.ts';
import { utf8Decode } from './utf8.ts';

/** The C++ half of Node's `fs` (src/node_file.cc), over the world's own disk. */
export function fsBinding(): Record<string, unknown> {
  const files = createOpenFiles();
  const calls = { ...pathCalls(files), ...descriptorCalls(files), ...wholeFileCalls(files) };
  class Job {
    ondone: (...results: unknown[]) => void = () => {};
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
      const bytes = files.whole(...this.#what);
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
      files.writeWhole(...this.#what);
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

/** The calls that name a file by the descriptor that `open` gave. */
function descriptorCalls(files: OpenFiles): Record<string, (...args: never[]) => unknown> {
  return {
    open: files.open,
    openFileHandle: (path: unknown, flags: number, mode: number) =>
      new FileHandle(files.open(path, flags, mode), files.close),
    close: files.close,
    read: (fd: number, target: ArrayBufferView, offset: number, length: number, position: unknown) =>
      files.read(fd, target, { offset, length, position }),
    readBuffers(fd: number, parts: readonly ArrayBufferView[], position: unknown) {
      let at = typeof position === 'number' ? position : null;
      let sum = 0;
      for (const part of parts) {
        const count = files.read(fd, part, { offset: 0, length: part.byteLength, position: at ?? -1 });
        sum += count;
        if (at !== null) at += count;
        if (count < part.byteLength) break;
      }
      return sum;
    },
    writeBuffer: (fd: number, from: ArrayBufferView, offset: number, length: number, position: unknown) =>
      files.write(fd, bytesOf(from).subarray(offset, offset + length), position),
    writeString: (fd: number, from: string, position: unknown, encoding?: string) =>
      files.write(fd, encode(from, encoding ?? 'utf8'), position),
    writeBuffers: (fd: number, parts: readonly ArrayBufferView[], position: unknown) =>
      writeEach(files, { fd, parts, position }),
    fstat: (fd: number, bigint: boolean) => statOf(files.get(fd, 'fstat').node, bigint),
    ftruncate(fd: number, size = 0) {
      const { node } = files.get(fd, 'ftruncate');
      if (node.kind === 'file') resize(node, size, 'ftruncate');
    },
    fdatasync: (fd: number) => void files.get(fd, 'fdatasync'),
    fsync: (fd: number) => void files.get(fd, 'fsync'),
    fchmod(fd: number, mode: number) {
      files.get(fd, 'fchmod').node.mode = mode & 0o7777;
    },
    fchown: () => {},
    futimes: (fd: number, accessed: number, modified: number) =>
      setTimes(files.get(fd, 'futime').node, accessed, modified),
  };
}

function wholeFileCalls(files: OpenFiles): Record<string, (...args: never[]) => unknown> {
  return {
    readFileUtf8: (path: unknown, flags: number) => {
      const bytes = files.whole(path, flags);
      return utf8Decode(bytes, 0, bytes.length, 'replace');
    },
    writeFileUtf8: (path: unknown, data: string, flags: number, mode: number) =>
      files.writeWhole(path, encode(data, 'utf8'), [flags, mode]),
  };
}

interface Parts {
  readonly fd: number;
  readonly parts: readonly ArrayBufferView[];
  readonly position: unknown;
}

function writeEach(files: OpenFiles, { fd, parts, position }: Parts): number {
  let at = typeof position === 'number' ? position : null;
  let sum = 0;
  for (const part of parts) {
    const count = files.write(fd, bytesOf(part), at);
    sum += count;
    if (at !== null) at += count;
  }
  return sum;
}
