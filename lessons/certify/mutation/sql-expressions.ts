import type { Change } from './change.ts';
import { endOf, replaced, type SqlSite, startOf, textOf, wordsReplaced } from './sql-site.ts';

/** Mistakes within expressions: operators, bounds, constants, aggregates, NULL. */
export function expressionChanges(site: SqlSite): readonly Change[] {
  const { node, source } = site;
  switch (node.type) {
    case 'BinaryExpr':
      return (operators[node.op] ?? []).flatMap((by) =>
        wordsReplaced('operator', site, {
          from: endOf(node.left),
          to: startOf(node.right),
          words: symbols,
          by,
        }),
      );
    case 'UnaryExpr':
      return node.op === 'Not' || node.op === 'Negative'
        ? [replaced('operator', node, textOf(source, node.expr))]
        : [];
    case 'BetweenExpr': {
      if (node.not) return wordsReplaced('condition', site, { ...head(node), words: /\bNOT\s+/i, by: '' });
      const [value, low, high] = [node.lhs, node.start, node.end].map((part) => textOf(source, part));
      return [
        replaced('boundary', node, `(${value} > ${low} AND ${value} <= ${high})`),
        replaced('boundary', node, `(${value} >= ${low} AND ${value} < ${high})`),
      ];
    }
    case 'InListExpr':
    case 'InSelectExpr':
    case 'InTableExpr':
    case 'LikeExpr': {
      const from = endOf(node.lhs);
      const words = node.not ? /\bNOT\s+/i : /\b(?=(?:IN|LIKE|GLOB|MATCH|REGEXP)\b)/i;
      const by = node.not ? '' : 'NOT ';
      return wordsReplaced('condition', site, { from, to: endOf(node), words, by });
    }
    case 'ExistsExpr':
      return [replaced('condition', node, `NOT ${textOf(source, node)}`)];
    case 'IsNullExpr':
      return [replaced('condition', node, `${textOf(source, node.expr)} IS NOT NULL`)];
    case 'NotNullExpr':
      return [replaced('condition', node, `${textOf(source, node.expr)} IS NULL`)];
    case 'NumericLiteral':
      return /^\d+$/.test(node.value) ? [replaced('constant', node, `${BigInt(node.value) + 1n}`)] : [];
    case 'StringLiteral':
      return [replaced('constant', node, textOf(source, node) === "''" ? "'other'" : "''")];
    case 'FunctionCallExpr':
    case 'FunctionCallStarExpr':
      return callChanges(site, node);
    case 'CaseExpr':
      return node.elseExpr === undefined ? [] : [replaced('condition', node.elseExpr, 'NULL')];
    default:
      return [];
  }
}

const symbols = /\|\||<>|!=|<=|>=|==|=|<|>|\+|-|\*|\/|%|\bAND\b|\bOR\b|\bIS\s+NOT\b|\bIS\b/i;

const operators: Readonly<Record<string, readonly string[]>> = {
  And: ['OR'],
  Or: ['AND'],
  Equals: ['<>'],
  NotEquals: ['='],
  Is: ['IS NOT'],
  IsNot: ['IS'],
  Less: ['<=', '>='],
  LessEquals: ['<', '>'],
  Greater: ['>=', '<='],
  GreaterEquals: ['>', '<'],
  Add: ['-'],
  Subtract: ['+'],
  Multiply: ['/'],
  Divide: ['*'],
  Modulus: ['*'],
};

const aggregates: Readonly<Record<string, string>> = {
  sum: 'AVG',
  total: 'AVG',
  avg: 'SUM',
  min: 'MAX',
  max: 'MIN',
  row_number: 'RANK',
  rank: 'ROW_NUMBER',
  dense_rank: 'RANK',
  lag: 'LEAD',
  lead: 'LAG',
};

function callChanges(
  { source }: SqlSite,
  node: Extract<SqlSite['node'], { type: 'FunctionCallExpr' | 'FunctionCallStarExpr' }>,
): readonly Change[] {
  const name = node.name.name.toLowerCase();
  const args = node.type === 'FunctionCallExpr' ? (node.args ?? []) : [];
  const [first, second] = args;
  const other = aggregates[name];
  const changes: Change[] = other === undefined ? [] : [replaced('aggregate', node.name, other)];
  if (node.type === 'FunctionCallStarExpr') {
    if (name === 'count') changes.push(whole('aggregate', [startOf(node), source], 'MAX(1)'));
    return changes;
  }
  if (first === undefined) return changes;
  const given = { start: startOf(first), end: endOf(first) };
  if (node.distinctness === 'Distinct') {
    const start = endOf(node.name) + source.slice(endOf(node.name)).indexOf('(') + 1;
    changes.push({ operator: 'distinct', start, end: given.start, text: '' });
  } else if (name === 'count') {
    changes.push({ operator: 'distinct', start: given.start, end: given.start, text: 'DISTINCT ' });
    changes.push({ operator: 'aggregate', ...given, text: '*' });
  }
  if ((name === 'coalesce' || name === 'ifnull') && second !== undefined) {
    changes.push(replaced('condition', node, textOf(source, first)));
  }
  return changes;
}

/** The call alone, without what may follow it (FILTER, OVER). */
function whole(operator: string, [start, source]: readonly [number, string], text: string): Change {
  return { operator, start, end: start + (/\)/.exec(source.slice(start))?.index ?? 0) + 1, text };
}

function head(node: Extract<SqlSite['node'], { type: 'BetweenExpr' }>): { from: number; to: number } {
  return { from: endOf(node.lhs), to: startOf(node.start) };
}
