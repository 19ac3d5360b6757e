import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Location, LogEntry, LogEvidence } from '../../lessons/format/evidence.ts';
import { useSession } from '../session/Session.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { classNames } from '../ui/class-names.ts';
import { Frame, Scroll, useFirst } from './Frame.tsx';
import classes from './LogView.module.css';
import { Place } from './StatementsView.tsx';

interface LogViewProps {
  readonly evidence: LogEvidence;
  readonly onGoTo: (location: Location) => void;
}

const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

export function LogView({ evidence, onGoTo }: LogViewProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const [least, setLeast] = useState<Level>('debug');
  const entries = evidence.entries.filter(
    (entry) =>
      levels.indexOf(entry.level) >= levels.indexOf(least) &&
      entry.text.toLowerCase().includes(filter.toLowerCase()),
  );
  const { shown, hidden, showMore } = useFirst(entries, 200);
  const label = t('evidence.log.label');
  const isEmpty = evidence.entries.length === 0;
  return (
    <Frame
      label={label}
      aside={
        !isEmpty && <CopyButton label={t('evidence.log.copy')} text={() => entries.map(lineOf).join('\n')} />
      }
    >
      {!isEmpty && (
        <div className={classes.filters}>
          <input
            type="search"
            aria-label={t('evidence.log.filter')}
            placeholder={t('evidence.log.filterPlaceholder')}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
          <select
            aria-label={t('evidence.log.level')}
            value={least}
            onChange={(event) => setLeast(event.target.value as Level)}
          >
            {levels.map((level) => (
              <option key={level} value={level}>
                {level === 'debug' ? t('evidence.log.all') : t(`evidence.log.levels.${level}`)}
              </option>
            ))}
          </select>
        </div>
      )}
      {entries.length === 0 ? (
        <p className={classes.none}>{t(isEmpty ? 'evidence.log.none' : 'evidence.log.noMatch')}</p>
      ) : (
        <Scroll label={label}>
          <ol className={classes.entries}>
            {shown.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity
              <Entry key={index} entry={entry} onGoTo={onGoTo} />
            ))}
          </ol>
          {hidden > 0 && (
            <Button size="small" onPress={showMore}>
              {t('common.showMore', { count: Math.min(hidden, 200) })}
            </Button>
          )}
        </Scroll>
      )}
      {evidence.dropped > 0 && (
        <p className={classes.none}>{t('evidence.log.dropped', { count: evidence.dropped })}</p>
      )}
    </Frame>
  );
}

function Entry({ entry, onGoTo }: { entry: LogEntry; onGoTo: (location: Location) => void }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const at = new Intl.NumberFormat(locale, { style: 'unit', unit: 'millisecond', unitDisplay: 'short' });
  return (
    <li className={classNames(classes.entry, classes[entry.level])}>
      <span className={classes.at}>{at.format(entry.at)}</span>
      <span className={classes.level}>{t(`evidence.log.levels.${entry.level}`)}</span>
      <span className={classes.text} translate="no">
        {entry.text}
      </span>
      {(entry.request !== null || entry.location) && (
        <span className={classes.from}>
          {entry.request !== null && t('evidence.log.request', { number: entry.request })}
          {entry.location && <Place location={entry.location} onGoTo={onGoTo} />}
        </span>
      )}
    </li>
  );
}

function lineOf({ at, level, text }: LogEntry): string {
  return `${at} ms\t${level}\t${text}`;
}
