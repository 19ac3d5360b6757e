import type { AstNode, Expr } from 'sqlite3-parser';
import type { Change } from './change.ts';
import {
  endOf,
  replaced,
  type SqlSite,
  startOf,
  textOf,
  withoutComments,
  wordsReplaced,
} from './sql-site.ts';

/** SQLite's own flag for LEFT, which the parser gives and does not name outside. */
const left = 8;

/** Mistakes in how a query or a change of rows is put together. */
export function queryChanges(site: SqlSite): readonly Change[] {
  const { node, parent, source } = site;
  switch (node.type) {
    case 'JoinedSelectTable':
      return joinChanges(site, node);
    case 'OnJoinConstraint':
      return conditionChanges(node.expr, 'true');
    case 'SelectFrom':
      return [
        ...(node.distinctness === 'Distinct'
          ? wordsReplaced('distinct', site, { ...spanOf(node), words: /\bDISTINCT\b/i, by: '' })
          : []),
        ...conditionChanges(node.whereClause, 'true'),
        ...conditionChanges(node.having, 'true'),
        ...(node.groupBy !== undefined && node.groupBy.length > 1
          ? dropEach(source, node.groupBy, 'group')
          : []),
      ];
    case 'UpdateStmt':
    case 'UpdateTriggerCmd':
      return [
        ...conditionChanges(node.whereClause, 'true'),
        ...(node.sets.length > 1 ? dropEach(source, node.sets, 'statement') : []),
      ];
    case 'DeleteStmt':
    case 'DeleteTriggerCmd':
      return conditionChanges(node.whereClause, 'true');
    case 'CreateIndexStmt':
      return node.columns.length > 1 ? dropEach(source, node.columns, 'index') : [];
    case 'FunctionTail':
      return conditionChanges(node.filterClause, 'true');
    case 'CompoundSelect':
      return compoundChanges(site, node);
    case 'Select':
      return node.orderBy === undefined ? [] : withoutOrder(source, node.orderBy);
    case 'Window':
      return windowChanges(source, node);
    case 'SortedColumn':
      return hasOrder(node, parent) ? [flipped(source, node)] : [];
    default:
      return [];
  }
}

function joinChanges(
  site: SqlSite,
  node: Extract<AstNode, { type: 'JoinedSelectTable' }>,
): readonly Change[] {
  const { operator } = node;
  if (operator.type === 'CommaJoinOperator') return [];
  const flags = operator.joinType ?? 0;
  if ((flags & left) !== 0) return [replaced('join', operator, 'JOIN')];
  return /^\s*(?:INNER\s+)?JOIN\s*$/i.test(withoutComments(textOf(site.source, operator)))
    ? [replaced('join', operator, 'LEFT JOIN')]
    : [];
}

/** The whole condition left out, and each part of it that AND joins. */
function conditionChanges(condition: Expr | undefined, none: string): readonly Change[] {
  if (condition === undefined) return [];
  const parts = partsOf(condition);
  if (parts.length === 1) return [replaced('predicate', condition, none)];
  return parts.map((part) => replaced('predicate', part, none));
}

function partsOf(condition: Expr): readonly Expr[] {
  if (condition.type === 'BinaryExpr' && condition.op === 'And')
    return [...partsOf(condition.left), ...partsOf(condition.right)];
  const [only, second] = condition.type === 'ParenthesizedExpr' ? condition.exprs : [];
  return only !== undefined && second === undefined ? partsOf(only) : [condition];
}

/**
 * Each of a list left out, with the comma before or after it. The parser lets a member of a list begin
 * where the list does, so only their ends say where they are.
 */
function dropEach(source: string, list: readonly Spanned[], operator: string): readonly Change[] {
  return list.map((one, at) => {
    const before = list[at - 1];
    if (before !== undefined) return { operator, start: endOf(before), end: endOf(one), text: '' };
    const comma = /^\s*,\s*/.exec(withoutComments(source.slice(endOf(one))))?.[0] ?? '';
    return { operator, start: startOf(one), end: endOf(one) + comma.length, text: '' };
  });
}

type Spanned = Parameters<typeof startOf>[0];

function withoutOrder(source: string, terms: readonly Spanned[]): readonly Change[] {
  const [first] = terms;
  const last = terms.at(-1);
  if (first === undefined || last === undefined) return [];
  const before = withoutComments(source.slice(0, startOf(first)));
  const start = /\bORDER\s+BY\s*$/i.exec(before)?.index;
  const whole = start === undefined ? [] : [{ operator: 'order', start, end: endOf(last), text: '' }];
  return [...whole, ...(terms.length > 1 ? dropEach(source, terms, 'order') : [])];
}

function windowChanges(source: string, node: Extract<AstNode, { type: 'Window' }>): readonly Change[] {
  const [first] = node.partitionBy ?? [];
  const last = node.partitionBy?.at(-1);
  const order = node.orderBy === undefined ? [] : withoutOrder(source, node.orderBy);
  if (first === undefined || last === undefined) return order;
  const before = withoutComments(source.slice(0, startOf(first)));
  const start = /\bPARTITION\s+BY\s*$/i.exec(before)?.index;
  if (start === undefined) return order;
  return [{ operator: 'group', start, end: endOf(last), text: '' }, ...order];
}

/** Lists of keys have no order to get wrong; an index only where its author has given one. */
function hasOrder(node: Extract<AstNode, { type: 'SortedColumn' }>, parent: AstNode | undefined): boolean {
  switch (parent?.type) {
    case 'PrimaryKeyTableConstraint':
    case 'UniqueTableConstraint':
    case 'UpsertIndex':
      return false;
    case 'CreateIndexStmt':
      return parent.columns.length > 1 && node.order !== undefined;
    default:
      return true;
  }
}

function flipped(source: string, node: Extract<AstNode, { type: 'SortedColumn' }>): Change {
  const end = endOf(node.expr);
  const rest = source.slice(end, endOf(node));
  const word = /\b(?:ASC|DESC)\b/i.exec(rest);
  const to = node.order === 'Desc' ? 'ASC' : 'DESC';
  if (word === null) return { operator: 'order', start: end, end, text: ` ${to}` };
  return { operator: 'order', start: end + word.index, end: end + word.index + word[0].length, text: to };
}

/** The word stands just before the second query; the node itself begins with the first. */
function compoundChanges(
  site: SqlSite,
  node: Extract<AstNode, { type: 'CompoundSelect' }>,
): readonly Change[] {
  const place = { from: startOf(node), to: startOf(node.select) };
  if (node.operator === 'UnionAll')
    return wordsReplaced('distinct', site, { ...place, words: /\bUNION\s+ALL(?=\s*$)/i, by: 'UNION' });
  if (node.operator !== 'Union') return [];
  return wordsReplaced('distinct', site, { ...place, words: /\bUNION(?=\s*$)/i, by: 'UNION ALL' });
}

function spanOf(node: Spanned): { from: number; to: number } {
  return { from: startOf(node), to: endOf(node) };
}
