import { useTranslation } from 'react-i18next';
import type { Cell, TableEvidence } from '../../lessons/format/evidence.ts';
import { useSession } from '../session/Session.tsx';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { CellValue, isNumeric } from './CellValue.tsx';
import { Frame, Scroll, useFirst } from './Frame.tsx';
import classes from './TableView.module.css';

type Row = TableEvidence['rows'][number];
type Mark = Row['mark'];

const pageSize = 60;
const signs: Record<Mark, string> = { same: '', missing: '−', extra: '+', changed: '≠' };

export function TableView({ evidence }: { evidence: TableEvidence }) {
  const { t } = useTranslation();
  const { title, columns, comparison, rows, totals } = evidence;
  const { shown, hidden, showMore } = useFirst(rows, pageSize);
  const label = t('evidence.table.label', { title });
  const total = totals.same + totals.missing + totals.extra + totals.changed;
  return (
    <Frame label={label} aside={<Totals totals={totals} />}>
      {evidence.expectedColumns && <Columns expected={evidence.expectedColumns} actual={columns} />}
      <Scroll label={label}>
        <table className={classes.table} translate="no">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('evidence.table.result')}</span>
              </th>
              {columns.map((column, index) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                  key={index}
                  scope="col"
                  className={isNumeric(rows[0]?.cells[index]) ? classes.right : undefined}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
              <RowView key={index} row={row} word={t(`evidence.table.mark.${row.mark}`)} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={classes.none}>{t('evidence.table.noRows')}</p>}
      </Scroll>
      <p className={classes.foot}>
        <span>{t(`evidence.table.${comparison}`)}</span>
        {total > shown.length && <span>{t('evidence.table.shownOf', { shown: shown.length, total })}</span>}
        {hidden > 0 && (
          <Button size="small" onPress={showMore}>
            {t('common.showMore', { count: Math.min(hidden, pageSize) })}
          </Button>
        )}
      </p>
    </Frame>
  );
}

function RowView({ row, word }: { row: Row; word: string }) {
  const { mark, cells, expected } = row;
  const width = Math.max(cells.length, expected?.length ?? 0);
  return (
    <tr
      className={classNames(classes[mark])}
      {...(mark === 'same' ? {} : { 'data-difference': '', tabIndex: -1 })}
    >
      <th scope="row" className={classes.mark}>
        <span aria-hidden="true">{signs[mark]}</span>
        <span className={mark === 'same' ? 'visually-hidden' : classes.word}>{word}</span>
      </th>
      {Array.from({ length: width }, (_, index) => {
        const isChanged = expected !== null && !isSame(cells[index], expected[index]);
        return (
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: cells go by their column
            key={index}
            className={classNames(isNumeric(cells[index]) && classes.right, isChanged && classes.cell)}
          >
            {isChanged ? (
              <ChangedCell expected={expected[index]} actual={cells[index]} />
            ) : (
              <Value cell={cells[index]} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

function ChangedCell({ expected, actual }: { expected: Cell | undefined; actual: Cell | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <del className={classes.expected}>
        <span aria-hidden="true">− </span>
        <span className="visually-hidden">{t('evidence.expected')} </span>
        <Value cell={expected} />
      </del>
      <ins className={classes.actual}>
        <span aria-hidden="true">+ </span>
        <span className="visually-hidden">{t('evidence.actual')} </span>
        <Value cell={actual} />
      </ins>
    </>
  );
}

function Value({ cell }: { cell: Cell | undefined }) {
  return cell === undefined ? <NoCell /> : <CellValue cell={cell} />;
}

function NoCell() {
  const { t } = useTranslation();
  return <em>{t('evidence.table.noCell')}</em>;
}

function Totals({ totals }: { totals: TableEvidence['totals'] }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const number = new Intl.NumberFormat(locale);
  const marks = (['missing', 'extra', 'changed', 'same'] as const).filter((mark) => totals[mark] > 0);
  return (
    <span className={classes.totals}>
      {marks.map((mark) => (
        <span key={mark} className={classes[`total-${mark}`]}>
          <span aria-hidden="true">{signs[mark]}</span> {number.format(totals[mark])}{' '}
          {t(`evidence.table.mark.${mark}`)}
        </span>
      ))}
    </span>
  );
}

function Columns({ expected, actual }: { expected: readonly string[]; actual: readonly string[] }) {
  const { t } = useTranslation();
  const lines = [
    {
      title: t('evidence.table.columnsExpected'),
      names: expected,
      others: actual,
      sign: '−',
      note: 'columnMissing',
    },
    {
      title: t('evidence.table.columnsActual'),
      names: actual,
      others: expected,
      sign: '+',
      note: 'columnExtra',
    },
  ] as const;
  return (
    <div className={classes.columns} data-difference="" tabIndex={-1}>
      <p>{t('evidence.table.columnsDiffer')}</p>
      {lines.map(({ title, names, others, sign, note }) => (
        <p key={title}>
          <span>{title}:</span>{' '}
          {names.map((name, index) =>
            others.includes(name) ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <code key={index}>{name}</code>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <code key={index} className={note === 'columnMissing' ? classes.expected : classes.actual}>
                <span aria-hidden="true">{sign} </span>
                {name}
                <span className="visually-hidden"> {t(`evidence.table.${note}`)}</span>
              </code>
            ),
          )}
        </p>
      ))}
    </div>
  );
}

function isSame(a: Cell | undefined, b: Cell | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
