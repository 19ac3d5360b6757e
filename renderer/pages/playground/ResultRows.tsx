import { useTranslation } from 'react-i18next';
import type { Cell } from '../../../lessons/format/evidence.ts';
import { CellValue, isNumeric } from '../../evidence/CellValue.tsx';
import { Frame, Scroll, useFirst } from '../../evidence/Frame.tsx';
import tableClasses from '../../evidence/TableView.module.css';
import { Button } from '../../ui/Button.tsx';

interface ResultRowsProps {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows beyond the limit. */
  readonly dropped: number;
}

const pageSize = 100;

/** The rows that a query gave. */
export function ResultRows({ columns, rows, dropped }: ResultRowsProps) {
  const { t } = useTranslation();
  const { shown, hidden, showMore } = useFirst(rows, pageSize);
  const label = t('playground.resultRows', { count: rows.length + dropped });
  return (
    <Frame label={label}>
      <Scroll label={label}>
        <table className={tableClasses.table} translate="no">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                  key={index}
                  scope="col"
                  className={isNumeric(rows[0]?.[index]) ? tableClasses.right : undefined}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
              <tr key={number}>
                {row.map((cell, index) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells go by their column
                    key={index}
                    className={isNumeric(cell) ? tableClasses.right : undefined}
                  >
                    <CellValue cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={tableClasses.none}>{t('evidence.table.noRows')}</p>}
      </Scroll>
      {(hidden > 0 || dropped > 0) && (
        <p className={tableClasses.foot}>
          <span>{t('evidence.table.shownOf', { shown: shown.length, total: rows.length + dropped })}</span>
          {hidden > 0 && (
            <Button size="small" onPress={showMore}>
              {t('common.showMore', { count: Math.min(hidden, pageSize) })}
            </Button>
          )}
        </p>
      )}
    </Frame>
  );
}
