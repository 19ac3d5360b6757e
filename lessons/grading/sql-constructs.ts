import type { AstNode, Stmt } from 'sqlite3-parser';
import type { Construct } from './construct-schema.ts';
import { walk } from './parse-sql.ts';

/**
 * The constructs that a statement is made of, those of its subqueries and triggers included, each
 * with the place in the script where it first comes.
 */
export function constructsOf(statement: Stmt): ReadonlyMap<Construct, number> {
  const found = new Map<Construct, number>();
  walk(statement, (node, parent) => {
    for (const construct of constructsAt(node, parent)) {
      if (!found.has(construct)) found.set(construct, node.span.offset);
    }
  });
  return found;
}

const aggregates = new Set(
  'avg count group_concat json_group_array json_group_object jsonb_group_array jsonb_group_object max median min percentile percentile_cont percentile_disc string_agg sum total'.split(
    ' ',
  ),
);

function constructsAt(node: AstNode, parent: AstNode | undefined): readonly Construct[] {
  switch (node.type) {
    case 'Select':
      return [
        'select',
        ...when(isSubquery(parent), 'subquery'),
        ...when(node.orderBy !== undefined, 'order-by'),
        ...when(node.limit !== undefined, 'limit'),
      ];
    case 'SelectFrom':
      return [
        ...when(node.distinctness === 'Distinct', 'distinct'),
        ...when(node.groupBy !== undefined && node.groupBy.length > 0, 'group-by'),
        ...when(node.having !== undefined, 'having'),
      ];
    case 'CompoundSelect':
      return [compounds[node.operator]];
    case 'StarResultColumn':
    case 'TableStarResultColumn':
      return ['select-star'];
    case 'JoinedSelectTable':
      return joinsAt(node);
    case 'UsingJoinConstraint':
      return ['using'];
    case 'With':
      return ['cte', ...when(node.ctes.some(isRecursive), 'recursive-cte')];
    case 'FunctionCallExpr':
    case 'FunctionCallStarExpr':
      return functionAt(node);
    case 'SubqueryExpr':
      return ['subquery'];
    case 'ExistsExpr':
      return ['exists'];
    case 'InListExpr':
      return ['in-list'];
    case 'InSelectExpr':
    case 'InTableExpr':
      return ['in-subquery'];
    case 'LikeExpr':
      return node.op === 'Like' ? ['like'] : node.op === 'Glob' ? ['glob'] : [];
    case 'BetweenExpr':
      return ['between'];
    case 'BinaryExpr':
      return when(node.op === 'Or', 'or');
    case 'CaseExpr':
      return ['case'];
    case 'CastExpr':
      return ['cast'];
    default:
      return statementAt(node);
  }
}

const compounds = {
  Union: 'union',
  UnionAll: 'union-all',
  Except: 'except',
  Intersect: 'intersect',
} as const;

function statementAt(node: AstNode): readonly Construct[] {
  switch (node.type) {
    case 'InsertStmt':
    case 'InsertTriggerCmd':
      return [
        node.orConflict === 'Replace' ? 'replace' : 'insert',
        ...when('returning' in node && node.returning !== undefined, 'returning'),
      ];
    case 'Upsert':
      return ['upsert'];
    case 'UpdateStmt':
    case 'UpdateTriggerCmd':
      return [
        'update',
        ...when(node.from !== undefined, 'update-from'),
        ...when('returning' in node && node.returning !== undefined, 'returning'),
      ];
    case 'DeleteStmt':
    case 'DeleteTriggerCmd':
      return ['delete', ...when('returning' in node && node.returning !== undefined, 'returning')];
    case 'CreateTableStmt':
    case 'CreateVirtualTableStmt':
      return ['create-table'];
    case 'CreateIndexStmt':
      return ['create-index'];
    case 'CreateViewStmt':
      return ['create-view'];
    case 'CreateTriggerStmt':
      return ['create-trigger'];
    case 'AlterTableStmt':
      return ['alter-table'];
    case 'DropTableStmt':
    case 'DropIndexStmt':
    case 'DropViewStmt':
    case 'DropTriggerStmt':
      return ['drop'];
    case 'BeginStmt':
      return ['transaction'];
    case 'SavepointStmt':
      return ['savepoint'];
    case 'PragmaStmt':
      return ['pragma'];
    default:
      return [];
  }
}

/** SQLite's own flags (JT_CROSS and so on), which the parser gives and does not name outside. */
const joinFlags = { cross: 2, natural: 4, left: 8, right: 16 } as const;

function joinsAt(node: Extract<AstNode, { type: 'JoinedSelectTable' }>): readonly Construct[] {
  if (node.operator.type === 'CommaJoinOperator') return ['join'];
  const flags = node.operator.joinType ?? 0;
  const has = (flag: number) => (flags & flag) !== 0;
  const full = has(joinFlags.left) && has(joinFlags.right);
  return [
    'join',
    ...when(has(joinFlags.natural), 'natural-join'),
    ...when(has(joinFlags.cross), 'cross-join'),
    ...when(full, 'full-join'),
    ...when(!full && has(joinFlags.left), 'left-join'),
    ...when(!full && has(joinFlags.right), 'right-join'),
  ];
}

function functionAt(
  node: Extract<AstNode, { type: 'FunctionCallExpr' | 'FunctionCallStarExpr' }>,
): readonly Construct[] {
  const name = node.name.name.toLowerCase();
  const windowed = node.filterOver?.overClause !== undefined;
  // min(a, b) of two values is no aggregate.
  const scalar = 'args' in node && (name === 'min' || name === 'max') && (node.args?.length ?? 0) > 1;
  return [
    `function:${name}`,
    ...when(windowed, 'window-function'),
    ...when(!windowed && !scalar && aggregates.has(name), 'aggregate'),
    ...when('distinctness' in node && node.distinctness === 'Distinct', 'distinct'),
    ...when(name === 'coalesce' || name === 'ifnull', 'coalesce'),
  ];
}

/** A Select below these is a query within a query; below others it is the statement's own. */
const holders = new Set(['SelectSelectTable', 'InSelectExpr', 'ExistsExpr']);

function isSubquery(parent: AstNode | undefined): boolean {
  return parent !== undefined && holders.has(parent.type);
}

/** A table used in its own definition. The word RECURSIVE alone repeats nothing, and SQLite does without it. */
function isRecursive(cte: Extract<AstNode, { type: 'CommonTableExpr' }>): boolean {
  const own = cte.tblName.text.toLowerCase();
  let used = false;
  walk(cte.select, (node) => {
    if (node.type === 'TableSelectTable' && node.tblName.objName.text.toLowerCase() === own) used = true;
  });
  return used;
}

function when(holds: boolean, construct: Construct): readonly Construct[] {
  return holds ? [construct] : [];
}
