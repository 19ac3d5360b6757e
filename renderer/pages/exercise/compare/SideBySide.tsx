import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../../../evidence/Frame.tsx';
import { foldSame } from '../../../evidence/fold-same.ts';
import { classNames } from '../../../ui/class-names.ts';
import type { DiffLine } from './diff-lines.ts';
import classes from './SideBySide.module.css';

interface SideBySideProps {
  readonly lines: readonly DiffLine[];
  readonly names: { readonly before: string; readonly after: string };
  readonly label: string;
}

/** Long lines wrap, so that both sides stay in view. */
export function SideBySide({ lines, names, label }: SideBySideProps) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const pairs = useMemo(() => inPairs(lines), [lines]);
  const rows = isWhole ? pairs : foldSame(pairs, isUnchanged);
  return (
    <Scroll label={label}>
      <table className={classes.table}>
        <colgroup>
          <col className={classes.numbers} />
          <col />
          <col className={classes.numbers} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {names.before}
            </th>
            <th scope="col" colSpan={2}>
              {names.after}
            </th>
          </tr>
        </thead>
        <tbody translate="no">
          {rows.map((row, index) => {
            if ('hidden' in row) {
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows go by their order
                <tr key={index}>
                  <td colSpan={4} className={classes.fold}>
                    <button type="button" onClick={() => setIsWhole(true)}>
                      … {t('compare.unchanged', { count: row.hidden })}
                    </button>
                  </td>
                </tr>
              );
            }
            const before = rows[index - 1];
            const isFirst =
              !isUnchanged(row) && (before === undefined || 'hidden' in before || isUnchanged(before));
            return (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: rows go by their order
                key={index}
                {...(isFirst ? { 'data-difference': '', tabIndex: -1 } : {})}
              >
                <Half line={row.before} number={row.before?.before ?? null} isUnchanged={isUnchanged(row)} />
                <Half line={row.after} number={row.after?.after ?? null} isUnchanged={isUnchanged(row)} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

interface HalfProps {
  readonly line: DiffLine | null;
  readonly number: number | null;
  readonly isUnchanged: boolean;
}

function Half({ line, number, isUnchanged: isSame }: HalfProps) {
  const { t } = useTranslation();
  if (line === null) return <td colSpan={2} className={classes.nothing} />;
  const look = isSame ? undefined : classes[line.mark];
  return (
    <>
      <td className={classNames(classes.number, look)}>{number}</td>
      <td className={classNames(classes.text, look)}>
        <span className={classes.sign} aria-hidden="true">
          {isSame ? ' ' : line.mark === 'removed' ? '−' : '+'}
        </span>
        {!isSame && <span className="visually-hidden">{t(`evidence.diff.${line.mark}`)} </span>}
        {line.text}
      </td>
    </>
  );
}

interface Pair {
  readonly before: DiffLine | null;
  readonly after: DiffLine | null;
}

const isUnchanged = ({ before }: Pair): boolean => before?.mark === 'same';

/** Within a run of changes, what went stands beside what came. */
function inPairs(lines: readonly DiffLine[]): Pair[] {
  const pairs: Pair[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const endRun = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      pairs.push({ before: removed[index] ?? null, after: added[index] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.mark === 'removed') removed.push(line);
    else if (line.mark === 'added') added.push(line);
    else {
      endRun();
      pairs.push({ before: line, after: line });
    }
  }
  endRun();
  return pairs;
}
