import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEvidence } from '../../lessons/format/evidence.ts';
import { useSession } from '../session/Session.tsx';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Frame, Scroll, useFirst, ViewChoice } from './Frame.tsx';
import classes from './TimelineView.module.css';

/** What happened when, in virtual time: as bars on one scale, or as a table. */
export function TimelineView({ evidence }: { evidence: TimelineEvidence }) {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const { shown, hidden, showMore } = useFirst(evidence.events, 100);
  const label = t('evidence.timeline.label');
  return (
    <Frame
      label={label}
      aside={
        <ViewChoice
          label={label}
          views={{ chart: t('evidence.timeline.chart'), table: t('evidence.timeline.table') }}
          chosen={view}
          onChoose={setView}
        />
      }
    >
      {shown.length === 0 ? (
        <p className={classes.foot}>{t('evidence.timeline.none')}</p>
      ) : (
        <Scroll label={label}>
          {view === 'chart' ? (
            <Chart events={shown} totalMs={evidence.totalMs} />
          ) : (
            <EventTable events={shown} />
          )}
        </Scroll>
      )}
      <p className={classes.foot}>
        {t('evidence.timeline.virtual', { ms: evidence.totalMs })}
        {hidden > 0 && (
          <Button size="small" onPress={showMore}>
            {t('common.showMore', { count: Math.min(hidden, 100) })}
          </Button>
        )}
        {evidence.dropped > 0 && t('evidence.timeline.dropped', { count: evidence.dropped })}
      </p>
    </Frame>
  );
}

type Events = readonly TimelineEvidence['events'][number][];

function Chart({ events, totalMs }: { events: Events; totalMs: number }) {
  const { t } = useTranslation();
  const milliseconds = useMilliseconds();
  const scale = 100 / Math.max(1, totalMs);
  return (
    <ol className={classes.chart}>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events go by their order
        <li key={index} className={classes.event}>
          <span className={classes.label} title={event.label}>
            <span className={classes.kind}>{t(`evidence.timeline.kinds.${event.kind}`)}</span> {event.label}
          </span>
          <span className={classes.track} aria-hidden="true">
            <i
              className={classNames(classes.bar, classes[event.kind])}
              style={{ left: `${Math.min(99, event.at * scale)}%`, width: `${event.durationMs * scale}%` }}
            />
          </span>
          <span className={classes.time}>
            {milliseconds(event.at)}
            {event.durationMs > 0 && ` + ${milliseconds(event.durationMs)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function EventTable({ events }: { events: Events }) {
  const { t } = useTranslation();
  const milliseconds = useMilliseconds();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('evidence.timeline.at')}</th>
          <th scope="col">{t('evidence.timeline.duration')}</th>
          <th scope="col">{t('evidence.timeline.kind')}</th>
          <th scope="col">{t('evidence.timeline.what')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events go by their order
          <tr key={index}>
            <td>{milliseconds(event.at)}</td>
            <td>{milliseconds(event.durationMs)}</td>
            <td>{t(`evidence.timeline.kinds.${event.kind}`)}</td>
            <td>{event.label}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useMilliseconds(): (ms: number) => string {
  const { locale } = useSession();
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 1,
  });
  return (ms) => format.format(ms);
}
