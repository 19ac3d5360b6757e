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
const pageSize = 60;
type Level = (typeof levels)[number];

export function LogView({ evidence, onGoTo }: LogViewProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const at = new Intl.NumberFormat(locale, { style: 'unit', unit: 'millisecond', unitDisplay: 'short' });
  const [filter, setFilter] = useState('');
  const [least, setLeast] = useState<Level>('debug');
  const entries = evidence.entries.filter(
    (entry) =>
      levels.indexOf(entry.level) >= levels.indexOf(least) &&
      entry.text.toLowerCase().includes(filter.toLowerCase()),
  );
  const { shown, hidden, showMore } = useFirst(entries, pageSize);
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
              <Entry
                // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity
                key={index}
                entry={entry}
                at={at.format(entry.at)}
                level={t(`evidence.log.levels.${entry.level}`)}
                onGoTo={onGoTo}
              />
            ))}
          </ol>
          {hidden > 0 && (
            <Button size="small" onPress={showMore}>
              {t('common.showMore', { count: Math.min(hidden, pageSize) })}
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

interface EntryProps {
  readonly entry: LogEntry;
  readonly at: string;
  readonly level: string;
  readonly onGoTo: (location: Location) => void;
}

function Entry({ entry, at, level, onGoTo }: EntryProps) {
  return (
    <li className={classNames(classes.entry, classes[entry.level])}>
      <span className={classes.at}>{at}</span>
      <span className={classes.level}>{level}</span>
      <span className={classes.text} translate="no" dir="auto">
        {entry.text}
      </span>
      {(entry.request !== null || entry.location) && (
        <span className={classes.from}>
          {entry.request !== null && <RequestNumber number={entry.request} />}
          {entry.location && <Place location={entry.location} onGoTo={onGoTo} />}
        </span>
      )}
    </li>
  );
}

function RequestNumber({ number }: { number: number }) {
  const { t } = useTranslation();
  return t('evidence.log.request', { number });
}

function lineOf({ at, level, text }: LogEntry): string {
  return `${at} ms\t${level}\t${text}`;
}
