import type { AnyNode, Expression, Literal } from 'acorn';
import { applied, type Change, tidied } from './change.ts';
import { mutateEmbeddedSql } from './embedded-sql.ts';
import { parseModule, walkTree } from './syntax-tree.ts';

/**
 * The small mistakes that can be made in a module of JavaScript or TypeScript: other operators, conditions
 * that always or never hold, other constants, statements left out, and those of the SQL in its texts.
 */
export function mutateJavaScript(path: string, source: string): readonly Change[] {
  const program = parseModule(path, source);
  if (program === null) return [];
  const changes: Change[] = [];
  walkTree(program, (node, parent) => {
    changes.push(...changesAt({ node, parent, source }));
  });
  return tidied(source, changes).filter((change) => parseModule(path, applied(source, change)) !== null);
}

interface Site {
  readonly node: AnyNode;
  readonly parent: AnyNode | undefined;
  readonly source: string;
}

function changesAt(site: Site): readonly Change[] {
  const { node } = site;
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return between(site, node.left, node.right, operators[node.operator]);
    case 'AssignmentExpression':
      return between(site, node.left, node.right, assignments[node.operator]);
    case 'UpdateExpression': {
      const at = node.prefix ? node.start : node.end - 2;
      return [change('operator', [at, at + 2], node.operator === '++' ? '--' : '++')];
    }
    case 'UnaryExpression': {
      const { argument, operator } = node;
      if (operator !== '!' && operator !== '-') return [];
      return [change('operator', [node.start, argument.start], ' ')];
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      return [always(node.test, true), always(node.test, false)];
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [always(node.test, false)];
    case 'ForStatement':
      return node.test ? [always(node.test, false)] : [];
    case 'ExpressionStatement':
      return node.directive === undefined ? [removal(node)] : [];
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return [removal(node)];
    case 'ReturnStatement':
      return node.argument ? [removal(node)] : [];
    case 'Literal':
      return literalChanges(site, node);
    case 'TemplateLiteral':
      return templateChanges(site, node);
    default:
      return [];
  }
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};

const assignments: Readonly<Record<string, readonly string[]>> = {
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '%=': ['*='],
  '&&=': ['||='],
  '||=': ['&&='],
  '??=': ['&&='],
};

/** The operator stands between its operands, with nothing but space, brackets and comments beside it. */
function between(
  { node, source }: Site,
  left: { readonly end: number },
  right: { readonly start: number },
  others: readonly string[] = [],
): readonly Change[] {
  if (!('operator' in node)) return [];
  const gap = source
    .slice(left.end, right.start)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const at = gap.indexOf(node.operator);
  if (at < 0) return [];
  const start = left.end + at;
  return others.map((other) => change('operator', [start, start + node.operator.length], other));
}

function always(test: Expression, value: boolean): Change {
  return change('condition', [test.start, test.end], String(value));
}

/** An empty statement in its place, which is a statement wherever one may stand. */
function removal({ start, end }: AnyNode): Change {
  return change('statement', [start, end], ';');
}

function literalChanges({ node, parent, source }: Site, literal: Literal): readonly Change[] {
  if (isName(node, parent)) return [];
  const { value, start, end, regex } = literal;
  const constant = (text: string) => change('constant', [start, end], text);
  if (typeof value === 'number') return [constant(String(value + 1))];
  if (typeof value === 'bigint') return [constant(`${value + 1n}n`)];
  if (typeof value === 'boolean') return [constant(String(!value))];
  if (typeof value === 'string') {
    const sql = mutateEmbeddedSql(source, start + 1, end - 1);
    return sql ?? [constant(value === '' ? "'other'" : "''")];
  }
  if (!regex) return [];
  const ends = [
    [/^\^/, ''],
    [/(?<!\\)\$$/, ''],
  ] as const;
  return ends
    .filter(([anchor]) => anchor.test(regex.pattern))
    .map(([anchor, by]) => constant(`/${regex.pattern.replace(anchor, by) || '(?:)'}/${regex.flags}`));
}

function templateChanges(
  { parent, source }: Site,
  { start, end, expressions }: Extract<AnyNode, { type: 'TemplateLiteral' }>,
): readonly Change[] {
  if (parent?.type === 'TaggedTemplateExpression' || end - start === 2) return [];
  const sql = expressions.length === 0 ? mutateEmbeddedSql(source, start + 1, end - 1) : null;
  return sql ?? [change('constant', [start, end], '``')];
}

/** Where a text is a name of something: a module, a key. Another one is no small mistake. */
function isName(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent === undefined) return false;
  if (/^(Import|Export)/.test(parent.type)) return true;
  if (parent.type === 'ExpressionStatement') return true;
  return 'key' in parent && parent.key === node && !('computed' in parent && parent.computed);
}

function change(operator: string, [start, end]: readonly [number, number], text: string): Change {
  return { operator, start, end, text };
}
