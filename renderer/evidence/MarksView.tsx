import { useTranslation } from 'react-i18next';
import type { MarksEvidence } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import { Frame, Scroll } from './Frame.tsx';
import classes from './MarksView.module.css';

type Mark = MarksEvidence['marks'][number];

const signs: Record<Mark['outcome'], string> = { found: '✓', missed: '○', 'false-alarm': '✕' };

/** A text with the learner's marks beside the ones that were there to be found. */
export function MarksView({ evidence }: { evidence: MarksEvidence }) {
  const { t } = useTranslation();
  const label = t('evidence.marks.label', { file: evidence.file });
  const marksAt = (line: number) =>
    evidence.marks.filter((mark) => line >= mark.line && line <= mark.endLine);
  return (
    <Frame label={label}>
      <Scroll label={label}>
        <ol className={classes.lines} translate="no">
          {evidence.text.split('\n').map((text, index) => {
            const line = index + 1;
            const marks = marksAt(line);
            const ending = marks.filter((mark) => mark.endLine === line);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <li key={index}>
                <div className={classNames(classes.line, marks[0] && classes[marks[0].outcome])}>
                  <span className={classes.number}>{line}</span>
                  <code>{text || ' '}</code>
                </div>
                {ending.map((mark) => (
                  <Explanation key={`${mark.line}:${mark.explanation}`} mark={mark} />
                ))}
              </li>
            );
          })}
        </ol>
      </Scroll>
    </Frame>
  );
}

function Explanation({ mark }: { mark: Mark }) {
  const { t } = useTranslation();
  const { line, endLine, outcome, explanation } = mark;
  const place =
    line === endLine
      ? t('evidence.marks.line', { line })
      : t('evidence.marks.lines', { from: line, to: endLine });
  return (
    <p
      className={classNames(classes.explanation, classes[outcome])}
      {...(outcome === 'found' ? {} : { 'data-difference': '', tabIndex: -1 })}
    >
      <strong>
        <span aria-hidden="true">{signs[outcome]} </span>
        {place}, {t(`evidence.marks.outcome.${outcome}`)}
      </strong>{' '}
      {explanation}
    </p>
  );
}
