import type { AnyNode } from 'acorn';
import { isolatedDeclarationSync } from 'oxc-transform';
import { parseModule, walkTree } from '../../certify/mutation/syntax-tree.ts';
import type { EditorContext } from '../../format/editor-context.ts';
import { referenceOf } from './implementations.ts';
import type { TestsExercise } from './schema.ts';

/**
 * What the editor may know of the module under test: the names it exports and the types that its author
 * wrote, as any program that imports it could find out. No body, no value, no comment, and no type that
 * would have to be read off one of them.
 */
export function testsEditorContext(
  exercise: TestsExercise,
  { resources }: { readonly resources: Readonly<Record<string, string>> },
): EditorContext {
  const path = exercise.module.replace(/\.([cm]?)[jt]s$/, '.d.$1ts');
  const { text } = referenceOf(exercise, resources);
  return { declarations: { [path]: moduleDeclarations(exercise.reference, text) }, databases: {} };
}

/** The declarations of a module, `any` where its author wrote no type; only names where it cannot be read. */
export function moduleDeclarations(path: string, source: string): string {
  const opened = withoutValues(path, source);
  if (opened === null) return declarationsByName(source);
  const { code } = isolatedDeclarationSync('module.ts', opened);
  return code.replace(/\/\*[\s\S]*?\*\/\s*/g, '').replace(/: unknown;$/gm, ': any;');
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const nothing = 'null as any';

/** The module with every body and value taken out, and `any` for each type that was not written. */
function withoutValues(path: string, source: string): string | null {
  const tree = parseModule(path, source);
  if (tree === null) return null;
  const edits: Edit[] = [];
  const isTyped = /\.[cm]?ts$/.test(path);
  const replace = ({ start, end }: AnyNode, text: string) => edits.push({ start, end, text });
  walkTree(tree, (node, parent) => {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        const isAccessor =
          parent?.type === 'MethodDefinition' && (parent.kind === 'constructor' || parent.kind === 'set');
        const returns = isAccessor ? '' : node.async && !node.generator ? ': Promise<any>' : ': any';
        edits.push(...emptied(node, source, returns), ...(isTyped ? [] : anyNumber(node.params)));
        break;
      }
      case 'AssignmentPattern':
        replace(node.right, nothing);
        break;
      case 'PropertyDefinition':
        if (node.value && !isFunction(node.value)) replace(node.value, nothing);
        break;
      case 'VariableDeclarator':
        if (node.init && !isFunction(node.init)) replace(node.init, nothing);
        break;
    }
  });
  return applied(source, edits);
}

type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

const isFunction = ({ type }: AnyNode): boolean =>
  type === 'FunctionExpression' || type === 'ArrowFunctionExpression';

function emptied(node: FunctionNode, source: string, returns: string): Edit[] {
  const body = { start: node.body.start, end: node.body.end, text: '{}' };
  const isArrow = node.type === 'ArrowFunctionExpression';
  const end = isArrow ? source.lastIndexOf('=>', node.body.start) : node.body.start;
  const close = source.lastIndexOf(')', end);
  const [only] = node.params;
  if (isArrow && only !== undefined && close < only.end) {
    return [
      { start: only.start, end: only.end, text: `(${source.slice(only.start, only.end)}?)${returns}` },
      body,
    ];
  }
  const isTyped = source.slice(close + 1, end).trim() !== '';
  return isTyped ? [body] : [{ start: close + 1, end: close + 1, text: returns }, body];
}

/** JavaScript asks for no argument. */
function anyNumber(params: readonly AnyNode[]): Edit[] {
  const [first] = params;
  const last = params.at(-1);
  return first && last ? [{ start: first.start, end: last.end, text: '...given: any[]' }] : [];
}

/** The outermost of the edits, made. */
function applied(source: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

function declarationsByName(source: string): string {
  const exported = /^export\s+(?:async\s+)?(?:function\*?|class|const|let|var|enum)\s+([\w$]+)/gm;
  return [...source.matchAll(exported)].map(([, name]) => `export declare const ${name}: any;\n`).join('');
}
