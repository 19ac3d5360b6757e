import type { SqlValue } from '../../sandbox/types.ts';
import type { PlanNode } from '../format/evidence.ts';
import { parseSql, walk } from './parse-sql.ts';

export interface PlanFacts {
  /** Rows in each table of the database, by its name in lower case. */
  readonly tableRows: ReadonlyMap<string, number>;
  /** What the query calls its tables: alias (or name) to name, in lower case. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Steps that the whole statement took in full scans. */
  readonly scanSteps: number;
}

export interface QueryPlan {
  readonly nodes: readonly PlanNode[];
  /** As SQLite's shell prints it. */
  readonly raw: string;
}

interface Step {
  readonly id: SqlValue;
  readonly parent: SqlValue;
  readonly detail: string;
}

/** The tree behind the rows of EXPLAIN QUERY PLAN (https://www.sqlite.org/eqp.html), costly nodes marked. */
export function readQueryPlan(rows: readonly (readonly SqlValue[])[], facts: PlanFacts): QueryPlan {
  const steps = rows.map(
    ([id = null, parent = null, , detail]): Step => ({ id, parent, detail: String(detail) }),
  );
  const scans = steps.filter(({ detail }) => scannedRows(detail, facts) !== null);
  const build = (parent: SqlValue): PlanNode[] =>
    steps
      .filter((step) => step.parent === parent)
      .map((step) => ({
        detail: step.detail,
        costly: isCostly(step.detail, facts),
        // SQLite counts for the statement, so one scan's share is known only where it is alone.
        scanSteps: scans.length === 1 && scans[0] === step ? facts.scanSteps : null,
        children: build(step.id),
      }));
  const nodes = build(0);
  return { nodes, raw: ['QUERY PLAN', ...draw(nodes, '')].join('\n') };
}

/** What a query calls its tables: alias (or name) to name, in lower case. */
export function aliasesIn(query: string): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  const parsed = parseSql(query);
  for (const statement of parsed.ok ? parsed.statements : []) {
    walk(statement, (node) => {
      if (node.type !== 'TableSelectTable') return;
      const name = node.tblName.objName.text.toLowerCase();
      aliases.set(node.alias?.name.text.toLowerCase() ?? name, name);
    });
  }
  return aliases;
}

/** A scan of a smaller table costs less than an index would. */
const smallTable = 50;

function isCostly(detail: string, facts: PlanFacts): boolean {
  if (/USE TEMP B-TREE|AUTOMATIC (PARTIAL )?(COVERING )?INDEX/.test(detail)) return true;
  const rows = scannedRows(detail, facts);
  // A scan that LIMIT ends early has visited few of the table's rows.
  return rows !== null && rows >= smallTable && facts.scanSteps * 2 >= rows;
}

/** Rows of the table that this node reads from end to end; null where it reads no table so. */
function scannedRows(detail: string, { tableRows, aliases }: PlanFacts): number | null {
  const name = /^SCAN (\S+)/.exec(detail)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  return tableRows.get(aliases.get(name) ?? name) ?? null;
}

function draw(nodes: readonly PlanNode[], indent: string): string[] {
  return nodes.flatMap((node, at) => {
    const last = at === nodes.length - 1;
    return [
      `${indent}${last ? '`--' : '|--'}${node.detail}`,
      ...draw(node.children, `${indent}${last ? '   ' : '|  '}`),
    ];
  });
}
