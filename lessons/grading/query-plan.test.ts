import { describe, expect, it } from 'vitest';
import { readQueryPlan } from './query-plan.ts';

const facts = {
  tableRows: new Map([
    ['orders', 1_000],
    ['kinds', 5],
  ]),
  aliases: new Map([['o', 'orders']]),
  scanSteps: 999,
};

describe('readQueryPlan', () => {
  it('draws the tree as the shell does and marks what costs', () => {
    const rows = [
      [2, 0, 0, 'CO-ROUTINE x'],
      [5, 2, 0, 'SCAN o'],
      [9, 2, 0, 'USE TEMP B-TREE FOR GROUP BY'],
      [20, 0, 0, 'SCAN x'],
      [22, 0, 0, 'SCAN kinds'],
      [30, 0, 0, 'SEARCH k USING AUTOMATIC COVERING INDEX (id=?)'],
    ];
    const plan = readQueryPlan(rows, facts);
    expect(plan.raw).toBe(`QUERY PLAN
|--CO-ROUTINE x
|  |--SCAN o
|  \`--USE TEMP B-TREE FOR GROUP BY
|--SCAN x
|--SCAN kinds
\`--SEARCH k USING AUTOMATIC COVERING INDEX (id=?)`);
    const costly = plan.nodes.flatMap((node) => [node, ...node.children]).filter((node) => node.costly);
    expect(costly.map(({ detail }) => detail)).toEqual([
      'SCAN o',
      'USE TEMP B-TREE FOR GROUP BY',
      'SEARCH k USING AUTOMATIC COVERING INDEX (id=?)',
    ]);
  });

  it('gives rows to a scan that is alone, and spares one that LIMIT cut short', () => {
    const rows = [[2, 0, 0, 'SCAN orders USING INDEX by_time']];
    expect(readQueryPlan(rows, facts).nodes).toEqual([
      { detail: rows[0]?.[3], costly: true, scanSteps: 999, children: [] },
    ]);
    expect(readQueryPlan(rows, { ...facts, scanSteps: 9 }).nodes[0]?.costly).toBe(false);
  });
});
