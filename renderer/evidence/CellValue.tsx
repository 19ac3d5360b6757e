import { useTranslation } from 'react-i18next';
import type { Cell } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import classes from './CellValue.module.css';

/**
 * A value of SQLite as it must be told apart: NULL, empty text, text with white space at its edges,
 * a number and the same digits as text all look different.
 */
export function CellValue({ cell }: { cell: Cell }) {
  const { t } = useTranslation();
  if (cell === null) return <span className={classes.null}>{t('evidence.table.null')}</span>;
  if (typeof cell === 'number') return <span className={classes.number}>{String(cell)}</span>;
  if (typeof cell === 'string') return <TextValue text={cell} />;
  if ('integer' in cell) return <span className={classes.number}>{cell.integer}</span>;
  const shown = cell.blob.length > 32 ? `${cell.blob.slice(0, 32)}…` : cell.blob;
  return (
    <span className={classes.blob}>
      x'{shown}' <small>{t('evidence.table.blob', { count: cell.bytes })}</small>
    </span>
  );
}

function TextValue({ text }: { text: string }) {
  const { t } = useTranslation();
  if (text === '') {
    return (
      <span className={classes.empty}>
        <span aria-hidden="true">''</span> <small>{t('evidence.table.emptyText')}</small>
      </span>
    );
  }
  const isLikeNumber = /^[+-]?\d+(\.\d+)?$/.test(text) || text === 'NULL';
  if (isLikeNumber) return <span>'{text}'</span>;
  const edges = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  const [, before = '', middle = '', after = ''] = edges ?? [];
  const look = classNames(classes.text, text.length > 32 && classes.long);
  if (before === '' && after === '') return <span className={look}>{middle}</span>;
  return (
    <span className={look}>
      <Space text={before} />
      {middle}
      <Space text={after} />
      <span className="visually-hidden">, {t('evidence.table.whiteSpace')}</span>
    </span>
  );
}

const visible: Record<string, string> = { ' ': '·', '\t': '→', '\n': '⏎', '\r': '␍', '\u00a0': '⍽' };

function Space({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <span className={classes.space} aria-hidden="true">
      {[...text].map((character) => visible[character] ?? '␣').join('')}
    </span>
  );
}

/** Numbers stand to the right, so that their digits line up. */
export function isNumeric(cell: Cell | undefined): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'integer' in cell);
}
