import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame, Scroll, ViewChoice } from '../../evidence/Frame.tsx';
import { useSession } from '../../session/Session.tsx';
import { durationText } from './duration-text.ts';
import classes from './WeeksView.module.css';
import { type Week, weeksInARow } from './weeks.ts';

const mostWeeks = 26;

/** How much was tried in each week: a quiet row of bars, or the same in a table. */
export function WeeksView({ weeks }: { weeks: readonly Week[] }) {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const row = weeksInARow(weeks, new Date(), mostWeeks);
  return (
    <section className={classes.section}>
      <h2>{t('progress.weeks')}</h2>
      <Frame
        label={t('progress.lastWeeks', { count: row.length })}
        aside={
          <ViewChoice
            label={t('progress.weeks')}
            views={{ chart: t('progress.chart'), table: t('progress.table') }}
            chosen={view}
            onChoose={setView}
          />
        }
      >
        {view === 'chart' ? <Chart weeks={row} /> : <WeeksTable weeks={row} />}
      </Frame>
    </section>
  );
}

function Chart({ weeks }: { weeks: readonly Week[] }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const words = useWeekWords();
  const number = new Intl.NumberFormat(locale);
  const most = Math.max(...weeks.map(({ attempts }) => attempts), 1);
  return (
    <div className={classes.chart}>
      <ol className={classes.bars}>
        {weeks.map((week) => (
          <li key={week.start} title={words.sentence(week)}>
            <span className="visually-hidden">{words.sentence(week)}</span>
            <span className={classes.mark} aria-hidden="true">
              {week.passed > 0 && <span className={classes.dot} />}
              {week.attempts > 0 && <span className={classes.count}>{number.format(week.attempts)}</span>}
            </span>
            <span
              aria-hidden="true"
              className={week.attempts === 0 ? classes.none : classes.bar}
              style={{ height: `calc((100% - 2rem) * ${week.attempts / most})` }}
            />
          </li>
        ))}
      </ol>
      <p className={classes.ends} aria-hidden="true">
        <span>{weeks[0] && words.day(weeks[0].start)}</span>
        {weeks.length > 1 && <span>{words.day(weeks.at(-1)?.start ?? '')}</span>}
      </p>
      <p className={classes.legend} aria-hidden="true">
        <span className={classes.swatch} /> {t('progress.legendAttempts')}
        <span className={classes.dot} /> {t('progress.legendPassed')}
      </p>
    </div>
  );
}

function WeeksTable({ weeks }: { weeks: readonly Week[] }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const words = useWeekWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <Scroll label={t('progress.weeks')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('progress.week')}</th>
            <th scope="col">{t('progress.attempts')}</th>
            <th scope="col">{t('progress.passed')}</th>
            <th scope="col">{t('progress.time')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.start}>
              <th scope="row">{words.day(week.start)}</th>
              <td>{number.format(week.attempts)}</td>
              <td>{number.format(week.passed)}</td>
              <td>{durationText(week.activeMs, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function useWeekWords() {
  const { t } = useTranslation();
  const { locale } = useSession();
  // A day without a time: in UTC, so that no time zone makes it the day before.
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const day = (start: string) => format.format(new Date(start));
  const sentence = (week: Week) =>
    t('progress.weekLabel', {
      week: day(week.start),
      attempts: t('progress.attemptCount', { count: week.attempts }),
      passed: t('progress.passedCount', { count: week.passed }),
      time: durationText(week.activeMs, locale),
    });
  return { day, sentence };
}
