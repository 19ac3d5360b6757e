import { stripTypeScriptTypes } from 'node:module';
import type { AnyNode, Program } from 'acorn';
import { parseProgram } from '../../../sandbox/parse-program.ts';

/** A module with its types blanked out, so that every place is where its author wrote it. Null where it has none. */
export function parseModule(path: string, source: string): Program | null {
  try {
    const code = /\.[cm]?ts$/.test(path) ? blankTypes(source) : source;
    // Characters of more than one unit must not have moved what follows them.
    return code.length === source.length ? parseProgram(code) : null;
  } catch {
    return null;
  }
}

/** Node calls this experimental, in a warning that an author of lessons can do nothing about. */
function blankTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Calls `see` with a node and all below it, each with the node above it. */
export function walkTree(
  node: AnyNode,
  see: (node: AnyNode, parent: AnyNode | undefined) => void,
  parent?: AnyNode,
): void {
  see(node, parent);
  for (const value of Object.values(node)) {
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) walkTree(one, see, node);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
