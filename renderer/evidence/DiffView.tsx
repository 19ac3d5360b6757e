import { useTranslation } from 'react-i18next';
import type { DiffEvidence } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import classes from './DiffView.module.css';
import { Frame, Scroll } from './Frame.tsx';

const signs = { same: ' ', removed: '−', added: '+' } as const;

export function DiffView({ evidence }: { evidence: DiffEvidence }) {
  const { t } = useTranslation();
  const { path, lines } = evidence;
  const count = (mark: string) => lines.filter((line) => line.mark === mark).length;
  const label = t('evidence.diff.label', { path });
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
            {lines.map((line, index) => (
              <tr
                key={`${line.before}:${line.after}`}
                className={classNames(classes[line.mark])}
                // One stop for each run of changed lines.
                {...(line.mark !== 'same' && lines[index - 1]?.mark !== line.mark
                  ? { 'data-difference': '', tabIndex: -1 }
                  : {})}
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
            ))}
          </tbody>
        </table>
      </Scroll>
    </Frame>
  );
}
