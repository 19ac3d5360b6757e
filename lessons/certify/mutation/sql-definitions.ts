import type { Change } from './change.ts';
import { endOf, replaced, type SqlSite, startOf, wordsReplaced } from './sql-site.ts';

/** Mistakes in what tables, columns and indexes promise: a constraint, a reference or a condition left out. */
export function definitionChanges(site: SqlSite): readonly Change[] {
  const { node, source } = site;
  switch (node.type) {
    case 'NamedColumnConstraint':
      return [replaced('constraint', node, '')];
    case 'NamedTableConstraint': {
      const start = source.slice(0, startOf(node)).lastIndexOf(',');
      return [{ operator: 'constraint', start, end: endOf(node), text: '' }];
    }
    case 'OnDeleteRefArg':
    case 'OnUpdateRefArg':
      return [replaced('constraint', node, '')];
    case 'CreateIndexStmt':
      return [
        ...(node.unique
          ? wordsReplaced('constraint', site, {
              from: startOf(node),
              to: endOf(node),
              words: /\bUNIQUE\s+/i,
              by: '',
            })
          : []),
        ...(node.whereClause === undefined ? [] : [replaced('predicate', node.whereClause, 'true')]),
      ];
    case 'CreateTableStmt':
      return wordsReplaced('constraint', site, {
        from: startOf(node),
        to: endOf(node),
        words: /\bSTRICT\s*,?\s*$/i,
        by: '',
      });
    default:
      return [];
  }
}
