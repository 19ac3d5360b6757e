import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference, HttpEvidence } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import { Scroll } from './Frame.tsx';
import classes from './HttpBody.module.css';
import { bodyLines, foldLines } from './json-lines.ts';

type Body = NonNullable<HttpEvidence['exchanges'][number]['response']>['body'];

interface HttpBodyProps {
  readonly label: string;
  readonly body: Body;
  readonly differences: readonly Difference[];
}

const signs = { same: ' ', expected: '−', actual: '+' } as const;

export function HttpBody({ label, body, differences }: HttpBodyProps) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const lines = useMemo(() => bodyLines(body.text, differences), [body.text, differences]);
  const shown = isWhole ? lines : foldLines(lines);
  if (body.bytes === 0 && lines.every((line) => line.mark !== 'expected')) {
    return <p className={classes.note}>{t('evidence.http.emptyBody')}</p>;
  }
  return (
    <>
      <Scroll label={label}>
        <div className={classes.lines} translate="no">
          {shown.map((line, index) =>
            line.mark === 'fold' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
              <button key={index} type="button" className={classes.fold} onClick={() => setIsWhole(true)}>
                … {t('common.showMore', { count: line.count })}
              </button>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
              <div key={index} className={classNames(classes.line, classes[line.mark])}>
                <span className={classes.sign}>
                  <span aria-hidden="true">{signs[line.mark]}</span>
                  {line.mark !== 'same' && (
                    <span className="visually-hidden">{t(`evidence.${line.mark}`)} </span>
                  )}
                </span>
                <code>{line.text || ' '}</code>
              </div>
            ),
          )}
        </div>
      </Scroll>
      {lines.some((line) => line.mark !== 'same') && (
        <p className={classes.note}>{t('evidence.http.legend')}</p>
      )}
      {!body.isText && <p className={classes.note}>{t('evidence.http.binary')}</p>}
      {body.truncated && (
        <p className={classes.note}>
          {t('evidence.truncated', { size: t('evidence.bytes', { count: body.bytes }) })}
        </p>
      )}
    </>
  );
}
