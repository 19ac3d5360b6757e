import { lookUp, root, systemError, type TreeNode } from '../file-tree.ts';
import { bytesOf } from './buffer.ts';
import { utf8Decode } from './utf8.ts';

/** A path as Node hands it over: text, or the bytes of one. */
export function text(path: unknown): string {
  if (typeof path === 'string') return path;
  const bytes = bytesOf(path as Uint8Array);
  return utf8Decode(bytes, 0, bytes.length, 'replace') ?? '';
}

/** What is at a path. Throws the system's error where nothing is. */
export function found(path: unknown, syscall: string): TreeNode {
  const node = lookUp(text(path));
  if (typeof node === 'string') throw systemError(node, syscall, text(path));
  return node;
}

export function setTimes(node: TreeNode, accessed: number, modified: number): void {
  node.times.accessed = accessed * 1000;
  node.times.modified = modified * 1000;
}

export function asBuffer(from: unknown): unknown {
  const { Buffer } = globalThis as unknown as { Buffer: { from(bytes: unknown): unknown } };
  return Buffer.from(from);
}

/** The fields of a `Stats`, in the order of Node's own (src/node_file.h). */
export function statOf(node: TreeNode, bigint: boolean): Float64Array | BigInt64Array {
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
