import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Cell as AriaCell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RowKey } from '../../../host/contract/playground.ts';
import type { Cell } from '../../../lessons/format/evidence.ts';
import { CellValue, isNumeric } from '../../evidence/CellValue.tsx';
import { classNames } from '../../ui/class-names.ts';
import classes from './RowsGrid.module.css';

interface GridRow {
  /** Null where the row cannot be told from others. */
  readonly key: RowKey | null;
  readonly cells: readonly Cell[];
}

interface RowsGridProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
  readonly isEditable: (column: string) => boolean;
  readonly onEdit: (key: RowKey, column: string, cell: Cell) => void;
  readonly actionsOf: (key: RowKey, number: number) => ReactNode;
}

/** Bytes have no form as text that could be typed and saved; SQL changes them. */
const isBlob = (cell: Cell) => typeof cell === 'object' && cell !== null && 'blob' in cell;

/** Rows that are gone through with the arrow keys; Enter on a value changes it. */
export function RowsGrid({ label, columns, rows, isEditable, onEdit, actionsOf }: RowsGridProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll}>
      <Table aria-label={label} className={classNames(classes.table)} translate="no">
        <TableHeader>
          {columns.map((column, index) => (
            <Column key={column} isRowHeader={index === 0} className={classNames(classes.column)}>
              {column}
            </Column>
          ))}
          <Column className={classNames(classes.column, classes.corner)}>
            <span className="visually-hidden">{t('playground.rowActions')}</span>
          </Column>
        </TableHeader>
        <TableBody>
          {rows.map(({ key, cells }, number) => (
            <Row key={JSON.stringify(key ?? number)} className={classNames(classes.row)}>
              {cells.map((cell, index) => {
                const column = columns[index] ?? '';
                const look = classNames(classes.cell, isNumeric(cell) && classes.right);
                return (
                  <AriaCell key={column} className={look}>
                    {key !== null && isEditable(column) && !isBlob(cell) ? (
                      <AriaButton
                        className={classNames(classes.value)}
                        onPress={() => onEdit(key, column, cell)}
                      >
                        <CellValue cell={cell} />
                      </AriaButton>
                    ) : (
                      <span className={classes.fixed}>
                        <CellValue cell={cell} />
                      </span>
                    )}
                  </AriaCell>
                );
              })}
              <AriaCell className={classNames(classes.actions)}>
                {key === null ? '' : actionsOf(key, number + 1)}
              </AriaCell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
