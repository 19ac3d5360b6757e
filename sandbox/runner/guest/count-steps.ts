import type { AnyNode, ArrowFunctionExpression, Function as FunctionNode, Pattern, Program } from 'acorn';
import { children } from './lower-async.ts';
import { type Edit, type EditedSource, editSource } from './source-edits.ts';

export interface Counted extends EditedSource {
  /** The name by which the code reaches the counter; nothing in it has that name already. */
  readonly name: string;
}

/**
 * Makes a program count its own steps: each entry of a function, each turn of a loop, and what is copied by
 * spreading and by rest patterns. Whatever else it does between two steps is as long as it is written. What
 * the language's own functions cost is counted where they are; see inside/steps.ts.
 */
export function countSteps(program: Program, source: string): Counted {
  const name = freshName(program);
  const edits = new Edits(name);
  visit(program, null, edits);
  return { ...editSource(source, edits.inOrder()), name };
}

/** True where names may mean something else than where they are written: nothing there can be counted. */
export function hasWith(program: Program): boolean {
  const look = (node: AnyNode): boolean => node.type === 'WithStatement' || children(node).some(look);
  return look(program);
}

/** What is opened at a place comes from the outside in, what is closed from the inside out, and first. */
class Edits {
  readonly #name: string;
  readonly #opening: Edit[] = [];
  readonly #closing: Edit[] = [];
  #names = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** A step, and what rest patterns have copied by then, as statements or as the head of an expression. */
  step(copied: readonly string[], end: ';' | ','): string {
    return [`${this.#name}()`, ...copied.map((one) => `${this.#name}.copied(${one})`)]
      .map((call) => call + end)
      .join('');
  }

  insert(at: number, text: string): void {
    this.#opening.push({ start: at, end: at, text });
  }

  around(
    { start, end }: { readonly start: number; readonly end: number },
    open: string,
    close: string,
  ): void {
    this.insert(start, open);
    this.#closing.push({ start: end, end, text: close });
  }

  call(node: AnyNode, member: 'items' | 'copied'): void {
    this.around(node, `${this.#name}.${member}(`, ')');
  }

  /** A declaration says, as its last part, what its patterns have copied. */
  declare(at: number, copied: readonly string[]): void {
    for (const one of copied) {
      this.#names += 1;
      const text = `,${this.#name}$${this.#names}=${this.#name}.copied(${one})`;
      this.#closing.push({ start: at, end: at, text });
    }
  }

  inOrder(): readonly Edit[] {
    return [...this.#opening.reverse(), ...this.#closing];
  }
}

function visit(node: AnyNode, parent: AnyNode | null, edits: Edits): void {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      enterFunction(node, edits);
      break;
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      turn(node.body, [], edits);
      break;
    case 'ForInStatement':
    case 'ForOfStatement': {
      const { left } = node;
      const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
      turn(node.body, pattern === undefined ? [] : copiedBy(pattern), edits);
      break;
    }
    case 'SpreadElement':
      edits.call(node.argument, parent?.type === 'ObjectExpression' ? 'copied' : 'items');
      break;
    case 'VariableDeclaration':
      declare(node, parent, edits);
      break;
    case 'AssignmentExpression':
      if (node.operator === '=' && copiedBy(node.left as Pattern).length > 0) edits.call(node, 'copied');
      break;
    default:
  }
  for (const child of children(node)) visit(child, node, edits);
}

function enterFunction(node: FunctionNode | ArrowFunctionExpression, edits: Edits): void {
  // A rest parameter holds what the call was given, which the caller has counted.
  const copied = node.params.flatMap((one) => (one.type === 'RestElement' ? [] : copiedBy(one)));
  const { body } = node;
  if (body.type !== 'BlockStatement') {
    edits.around(body, `(${edits.step(copied, ',')}`, ')');
    return;
  }
  const directive = body.body.findLast((one) => one.type === 'ExpressionStatement' && one.directive);
  const step = edits.step(copied, ';');
  if (directive === undefined) edits.insert(body.start + 1, step);
  else edits.insert(directive.end, `;${step}`);
}

function turn(body: AnyNode, copied: readonly string[], edits: Edits): void {
  const step = edits.step(copied, ';');
  if (body.type === 'BlockStatement') edits.insert(body.start + 1, step);
  else edits.around(body, `{${step}`, '}');
}

function declare(
  node: AnyNode & { type: 'VariableDeclaration' },
  parent: AnyNode | null,
  edits: Edits,
): void {
  // A module's own exports are declared once, and a loop's are counted with its turns.
  if (parent?.type === 'ExportNamedDeclaration') return;
  if (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') return;
  const last = node.declarations.at(-1);
  const copied = node.declarations.flatMap(({ id }) => copiedBy(id));
  if (last !== undefined) edits.declare(last.end, copied);
}

/** Names that a pattern binds to a copy of the rest: `tail` of `[head, ...tail]`. */
function copiedBy(pattern: Pattern): string[] {
  const found: string[] = [];
  const look = (node: AnyNode): void => {
    if (node.type === 'RestElement' && node.argument.type === 'Identifier') found.push(node.argument.name);
    if (node.type === 'AssignmentPattern') look(node.left);
    else if (node.type === 'Property') look(node.value);
    else if (/Pattern$|^RestElement$/.test(node.type)) children(node).forEach(look);
  };
  look(pattern);
  return found;
}

function freshName(program: Program): string {
  const names = new Set<string>();
  const look = (node: AnyNode): void => {
    if (node.type === 'Identifier') names.add(node.name);
    children(node).forEach(look);
  };
  look(program);
  let name = '__backlineSteps';
  while ([...names].some((one) => one.startsWith(name))) name += '_';
  return name;
}
