import { useTranslation } from 'react-i18next';
import type { Cell } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import classes from './CellValue.module.css';

/**
 * A value of SQLite as it must be told apart: NULL, empty text, text with white space at its edges,
 * a number and the same digits as text all look different.
 */
export function CellValue({ cell }: { cell: Cell }) {
  if (cell === null) return <Null />;
  if (typeof cell === 'number') return <span className={classes.number}>{String(cell)}</span>;
  if (typeof cell === 'string') return <TextValue text={cell} />;
  if ('integer' in cell) return <span className={classes.number}>{cell.integer}</span>;
  return <Blob blob={cell.blob} bytes={cell.bytes} />;
}

function Null() {
  const { t } = useTranslation();
  return <span className={classes.null}>{t('evidence.table.null')}</span>;
}

function Blob({ blob, bytes }: { blob: string; bytes: number }) {
  const { t } = useTranslation();
  const shown = blob.length > 32 ? `${blob.slice(0, 32)}…` : blob;
  return (
    <span className={classes.blob}>
      x'{shown}' <small>{t('evidence.table.blob', { count: bytes })}</small>
    </span>
  );
}

/** Longer texts are cut for display: a cell may hold a whole document. */
const longestShown = 500;

/** Most cells are plain, and a table has hundreds: what needs words is drawn by parts of its own. */
function TextValue({ text }: { text: string }) {
  if (text === '') return <Empty />;
  if (text.length > longestShown) return <CutText text={text} />;
  const isLikeNumber = /^[+-]?\d+(\.\d+)?$/.test(text) || text === 'NULL';
  if (isLikeNumber) return <span>'{text}'</span>;
  const edges = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  const [, before = '', middle = '', after = ''] = edges ?? [];
  const look = classNames(classes.text, text.length > 32 && classes.long);
  // The direction of what is in a cell is its own, and turns nothing around it.
  if (before === '' && after === '') {
    return (
      <span className={look} dir="auto">
        {middle}
      </span>
    );
  }
  return (
    <span className={look} dir="auto">
      <Space text={before} />
      {middle}
      <Space text={after} />
      <EdgeNote />
    </span>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <span className={classes.empty}>
      <span aria-hidden="true">''</span> <small>{t('evidence.table.emptyText')}</small>
    </span>
  );
}

function EdgeNote() {
  const { t } = useTranslation();
  return <span className="visually-hidden">, {t('evidence.table.whiteSpace')}</span>;
}

function CutText({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <span className={classNames(classes.text, classes.long)} dir="auto">
      {text.slice(0, longestShown)}… <small>{t('evidence.table.cut', { count: text.length })}</small>
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
