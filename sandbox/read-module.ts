import type { AnyNode } from 'acorn';
import { parseProgram } from './parse-program.ts';
import { children } from './runner/guest/lower-async.ts';
import { importerName, transpile } from './runner/guest/transpile.ts';

export interface ModuleText {
  /** Which module system its syntax is of; `either` where nothing in it says. */
  readonly system: 'esm' | 'cjs' | 'either';
  /** What it imports, re-exports or requires by a name written out, types left aside; in order, each once. */
  readonly specifiers: readonly string[];
}

/** Reads what a file of a program imports, as a world would read it, without running it. Null where it does not parse. */
export function readModule(path: string, source: string): ModuleText | null {
  const made = transpile(path, source, null);
  if (!made.ok) return null;
  const { kind, code, exportNames } = made.file;
  const specifiers = new Set<string>();
  let isCommon = exportNames.length > 0;
  const visit = (node: AnyNode): void => {
    const source = sourceOf(node);
    if (source !== null) specifiers.add(source);
    if (node.type === 'Identifier' && commonNames.has(node.name)) isCommon = true;
    for (const child of children(node)) visit(child);
  };
  visit(parseProgram(code));
  const system = kind === 'esm' ? 'esm' : isCommon || /\.c[jt]s$/.test(path) ? 'cjs' : 'either';
  return { system, specifiers: [...specifiers] };
}

const commonNames: ReadonlySet<string> = new Set(['require', 'module', 'exports', '__dirname', '__filename']);

function sourceOf(node: AnyNode): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return typeof node.source?.value === 'string' ? node.source.value : null;
    case 'CallExpression': {
      const { callee, arguments: given } = node;
      if (callee.type !== 'Identifier' || !(callee.name === 'require' || callee.name === importerName))
        return null;
      const [first] = given;
      return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
    }
    default:
      return null;
  }
}
