import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  Program,
} from 'acorn';
import type { Edit } from './source-edits.ts';

/** Name of the function, defined in every world, that drives a lowered function. */
export const driverName = '__backlineAsync';

type AsyncFunction =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression;

/**
 * Edits that turn async functions into generators driven by promises, because a bare isolate forgets the
 * async context at a native `await`. Lines stay as they are. Functions that a generator cannot stand for
 * (`super`, `for await`, an arrow's outer `arguments`) stay native.
 */
export function lowerAsync(program: Program, source: string): Edit[] {
  const edits: Edit[] = [];
  visit(program, { parents: [], lowered: null }, source, edits);
  return edits;
}

interface Surroundings {
  readonly parents: readonly AnyNode[];
  /** The async function that an `await` belongs to, where it is being lowered. */
  readonly lowered: AsyncFunction | null;
}

function visit(node: AnyNode, around: Surroundings, source: string, edits: Edit[]): void {
  let lowered = around.lowered;
  if (isFunction(node)) {
    lowered = node.async && !node.generator && canBeLowered(node) ? node : null;
    if (lowered !== null) lowerFunction(node, around.parents, source, edits);
  } else if (node.type === 'AwaitExpression' && lowered !== null) {
    lowerAwait(node, around.parents, edits);
  }
  const parents = [...around.parents, node];
  for (const child of children(node)) visit(child, { parents, lowered }, source, edits);
}

function lowerFunction(
  node: AsyncFunction,
  parents: readonly AnyNode[],
  source: string,
  edits: Edit[],
): void {
  const parent = parents.at(-1);
  const isMethod =
    parent !== undefined &&
    ((parent.type === 'MethodDefinition' && parent.value === node) ||
      (parent.type === 'Property' && parent.method && parent.value === node));
  const keywordIn = isMethod
    ? { start: parent.start, end: parent.key.start }
    : { start: node.start, end: node.end };
  const keyword = keywordIn.start + source.slice(keywordIn.start, keywordIn.end).search(/\basync\b/);
  const names = Array.from({ length: expectedArguments(node) }, (_, at) => `__a${at}`);
  const self = mentions(node, 'ThisExpression') ? 'this' : 'void 0';

  if (node.type === 'ArrowFunctionExpression') {
    const starts = parent?.type === 'ExpressionStatement' && parent.start === node.start;
    const open = `${starts ? ';' : ''}(${[...names, '...__rest'].join(',')})=>${driverName}(${self},[${[...names, '...__rest'].join(',')}],function*`;
    const first = node.params[0];
    const bare = first !== undefined && source.slice(keyword + 5, first.start).trim() === '';
    edits.push({ start: keyword, end: keyword + 5, text: open + (bare ? '(' : '') });
    const lastParameter = node.params.at(-1)?.end ?? keyword + 5;
    const arrow = lastParameter + findArrow(source.slice(lastParameter, node.body.start));
    const block = node.body.type === 'BlockStatement';
    edits.push({ start: arrow, end: arrow + 2, text: (bare ? ')' : '') + (block ? '' : '{return (') });
    edits.push({ start: node.end, end: node.end, text: block ? ')' : ')})' });
    return;
  }
  const computedInClass = isMethod && parent.type === 'MethodDefinition' && parent.computed && !parent.static;
  edits.push({ start: keyword, end: keyword + 5, text: computedInClass ? ';    ' : '     ' });
  const parameters = parametersStart(node, source, isMethod);
  edits.push({
    start: parameters,
    end: parameters,
    text: `(${names.join(',')}){return ${driverName}(${self},arguments,function*`,
  });
  edits.push({ start: node.end, end: node.end, text: ')}' });
}

function lowerAwait(node: Node & { argument: Expression }, parents: readonly AnyNode[], edits: Edit[]): void {
  const statement = parents.findLast((one) => one.type === 'ExpressionStatement');
  const startsStatement = statement !== undefined && statement.start === node.start;
  if (startsStatement && statement.expression === (node as Expression)) {
    edits.push({ start: node.start, end: node.start + 5, text: 'yield' });
    return;
  }
  // A line that would now begin with a parenthesis could be read as a call of the line before.
  const container = statement === undefined ? undefined : parents[parents.indexOf(statement) - 1];
  const guarded =
    startsStatement && (container?.type === 'BlockStatement' || container?.type === 'SwitchCase');
  edits.push({ start: node.start, end: node.start + 5, text: guarded ? ';(yield' : '(yield' });
  edits.push({ start: node.end, end: node.end, text: ')' });
}

/** `length` of a function: its parameters before the first with a default, or the rest. Express counts them. */
function expectedArguments(node: AsyncFunction): number {
  const first = node.params.findIndex(
    (one) => one.type === 'AssignmentPattern' || one.type === 'RestElement',
  );
  return first < 0 ? node.params.length : first;
}

function parametersStart(node: AsyncFunction, source: string, isMethod: boolean): number {
  if (isMethod) return node.start;
  const from = node.id?.end ?? node.start + source.slice(node.start).indexOf('function') + 8;
  return from + source.slice(from).search(/\(/);
}

/** The arrow after the parameters, past any comment that shows one. */
function findArrow(text: string): number {
  const blank = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length));
  return blank.indexOf('=>');
}

function canBeLowered(node: AsyncFunction): boolean {
  if (mentions(node, 'Super') || mentions(node, 'MetaProperty')) return false;
  if (mentionsArguments(node)) return node.type !== 'ArrowFunctionExpression';
  return (
    !ownNodes(node, (one) => one.type === 'ForOfStatement' && one.await) && !ownNodes(node, isAwaitUsing)
  );
}

function isAwaitUsing(node: AnyNode): boolean {
  return node.type === 'VariableDeclaration' && (node.kind as string) === 'await using';
}

/** True where the function, or an arrow in it (which shares its `this`), has such a node. */
function mentions(node: AsyncFunction, type: AnyNode['type']): boolean {
  const look = (one: AnyNode): boolean => {
    if (one.type === type && (one.type !== 'MetaProperty' || one.meta.name === 'new')) return true;
    if (one !== node && isFunction(one) && one.type !== 'ArrowFunctionExpression') return false;
    return children(one).some(look);
  };
  return look(node);
}

function mentionsArguments(node: AsyncFunction): boolean {
  const look = (one: AnyNode): boolean => {
    if (one.type === 'Identifier' && one.name === 'arguments') return true;
    if (one !== node && isFunction(one) && one.type !== 'ArrowFunctionExpression') return false;
    return children(one).some(look);
  };
  return look(node);
}

/** True where a node of the function itself (no nested function) is such. */
function ownNodes(node: AsyncFunction, is: (one: AnyNode) => boolean): boolean {
  const look = (one: AnyNode): boolean => {
    if (is(one)) return true;
    if (one !== node && isFunction(one)) return false;
    return children(one).some(look);
  };
  return look(node);
}

function isFunction(node: AnyNode): node is AsyncFunction {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

export function children(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) found.push(...value.filter(isNode));
    else if (isNode(value)) found.push(value);
  }
  return found;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}
