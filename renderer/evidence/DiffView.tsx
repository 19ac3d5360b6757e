import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiffEvidence } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import classes from './DiffView.module.css';
import { Frame, Scroll } from './Frame.tsx';
import { foldSame } from './fold-same.ts';

type Line = DiffEvidence['lines'][number];

const signs = { same: ' ', removed: '−', added: '+' } as const;
const isSame = ({ mark }: Line): boolean => mark === 'same';

export function DiffView({ evidence }: { evidence: DiffEvidence }) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const { path, lines } = evidence;
  const count = (mark: string) => lines.filter((line) => line.mark === mark).length;
  const label = t('evidence.diff.label', { path });
  const shown = isWhole ? [...lines] : foldSame(lines, isSame);
  return (
    <Frame
      label={label}
      aside={
        <span className={classes.counts}>
          {t('evidence.diff.counts', { removed: count('removed'), added: count('added') })}
        </span>
      }
    >
      <Scroll label={label}>
        <table className={classes.lines} translate="no">
          <tbody>
            {shown.map((line, index) => {
              if ('hidden' in line) {
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines go by their order
                  <tr key={index}>
                    <td colSpan={4} className={classes.fold}>
                      <button type="button" onClick={() => setIsWhole(true)}>
                        … {t('compare.unchanged', { count: line.hidden })}
                      </button>
                    </td>
                  </tr>
                );
              }
              const previous = shown[index - 1];
              const isFirst =
                !isSame(line) &&
                (previous === undefined || 'hidden' in previous || previous.mark !== line.mark);
              return (
                <tr
                  key={`${line.before}:${line.after}`}
                  className={classNames(classes[line.mark])}
                  // One stop for each run of changed lines.
                  {...(isFirst ? { 'data-difference': '', tabIndex: -1 } : {})}
                >
                  <td className={classes.number}>{line.before}</td>
                  <td className={classes.number}>{line.after}</td>
                  <td className={classes.sign}>
                    <span aria-hidden="true">{signs[line.mark]}</span>
                    {line.mark !== 'same' && (
                      <span className="visually-hidden">{t(`evidence.diff.${line.mark}`)}</span>
                    )}
                  </td>
                  <td className={classes.text}>{line.text}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Frame>
  );
}
