import type { Copied } from '../../types.ts';
import type { Carried, ParcelNode } from './parcel.ts';

/** A parcel as the host sees it: data that a guest made, so that nothing of it is sure. */
export interface SentParcel {
  readonly values: unknown;
  readonly nodes: unknown;
}

const deepest = 20;

/** The values of a parcel as plain data, for people to read. What is malformed reads as undefined. */
export function readParcel({ values, nodes }: SentParcel): readonly Copied[] {
  if (!Array.isArray(values) || !Array.isArray(nodes)) return [];
  const read = (carried: unknown, depth: number): Copied => {
    if (typeof carried !== 'object' || carried === null) return carried as Copied;
    const node = nodes[(carried as { node?: unknown }).node as number] as ParcelNode | undefined;
    return node === undefined || depth > deepest ? '…' : readNode(node, depth + 1);
  };
  const record = (entries: readonly (readonly [string, Carried])[], depth: number): Copied =>
    Object.fromEntries(entries.map(([key, one]) => [key, read(one, depth)]));
  const readNode = (node: ParcelNode, depth: number): Copied => {
    switch (node.kind) {
      case 'array':
      case 'set':
        return node.items.map((one) => read(one, depth));
      case 'object':
        return record(node.entries, depth);
      case 'map':
        return record(
          node.pairs.map(([key, one]) => [String(read(key, depth)), one]),
          depth,
        );
      case 'date':
        return Number.isNaN(node.time) ? 'Invalid Date' : new Date(node.time).toISOString();
      case 'pattern':
        return `/${node.source}/${node.flags}`;
      case 'bytes':
        return node.bytes;
      case 'error':
        return { name: node.name, message: node.message, ...(record(node.fields, depth) as object) };
      case 'function':
        return `[function ${node.name}]`;
      case 'object-elsewhere':
      case 'home':
        return '[object]';
    }
  };
  try {
    return values.map((one) => read(one, 0));
  } catch {
    return [];
  }
}
