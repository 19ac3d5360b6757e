import {
  addNode,
  folderNode,
  lookUp,
  parentOf,
  removeNode,
  segments,
  systemError,
  touch,
} from '../file-tree.ts';
import { asBuffer, found, setTimes, statOf, text } from './fs-nodes.ts';
import { flag, type OpenFiles } from './open-files.ts';

/** The calls that name what they are about by its path. */
export function pathCalls(files: OpenFiles): Record<string, (...args: never[]) => unknown> {
  return {
    access(path: unknown, mode: number) {
      const node = found(path, 'access');
      if ((mode & 1) !== 0 && (node.mode & 0o111) === 0) throw systemError('EACCES', 'access', text(path));
    },
    stat: stat('stat'),
    lstat: stat('lstat'),
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
      files.writeWhole(to, node.bytes.slice(0, node.size), [
        flag.writeOnly | flag.create | flag.truncate,
        node.mode,
      ]);
    },
    chmod(path: unknown, mode: number) {
      found(path, 'chmod').mode = mode & 0o7777;
    },
    chown: () => {},
    lchown: () => {},
    utimes: (path: unknown, accessed: number, modified: number) =>
      setTimes(found(path, 'utime'), accessed, modified),
    lutimes: (path: unknown, accessed: number, modified: number) =>
      setTimes(found(path, 'lutime'), accessed, modified),
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
  };
}

function remove(path: unknown, syscall: string) {
  const node = found(path, syscall);
  const [folder, name] = parentOf(text(path), syscall);
  return { node, folder, name };
}

function list(path: unknown, encoding: unknown, withTypes: boolean) {
  const node = found(path, 'scandir');
  if (node.kind !== 'folder') throw systemError('ENOTDIR', 'scandir', text(path));
  const names = [...node.entries.keys()].sort();
  const shown = encoding === 'buffer' ? names.map(asBuffer) : names;
  return withTypes
    ? [shown, names.map((name) => (node.entries.get(name)?.kind === 'folder' ? 2 : 1))]
    : shown;
}

/** The first folder that had to be made, where those above it may be made as well. */
function mkdir(path: unknown, mode: number, recursive: boolean): string | undefined {
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
}

function stat(syscall: string) {
  return (path: unknown, bigint: boolean, _request: unknown, throwIfNone?: boolean) => {
    const node = lookUp(text(path));
    if (typeof node !== 'string') return statOf(node, bigint);
    if (throwIfNone === false) return undefined;
    throw systemError(node, syscall, text(path));
  };
}

function refuse(syscall: string) {
  return (target: unknown, path: unknown) => {
    throw systemError('EPERM', syscall, text(target), text(path));
  };
}
