import { useTranslation } from 'react-i18next';
import type { Catalog, Progress } from '../../../host/contract/contract.ts';
import type { History } from '../../../host/contract/history.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { useDates } from '../../session/use-dates.ts';
import { usePlace } from '../../shell/crumbs.ts';
import { FailureView } from '../../ui/FailureView.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { durationText } from './duration-text.ts';
import { LessonTables } from './LessonTables.tsx';
import { lessonHistory } from './lesson-history.ts';
import { NothingYet } from './NothingYet.tsx';
import classes from './ProgressPage.module.css';
import { WeeksView } from './WeeksView.tsx';

/** What was learned, when, in how many attempts and how much time. It praises nothing and misses nobody. */
export function ProgressPage() {
  const { t } = useTranslation();
  const { profileId, locale } = useSession();
  usePlace(t('progress.title'), [{ text: t('progress.title') }]);
  const catalog = useHostQuery('catalog.list', { locale });
  const progress = useHostQuery('progress.get', { profileId });
  const history = useHostQuery('progress.history', { profileId });
  const failed = [catalog, progress, history].find((query) => query.isError && !query.data);
  if (failed) return <FailureView isPage error={failed.error} onRetry={() => void failed.refetch()} />;
  const isThere = catalog.data && progress.data && history.data;
  return (
    <div className={classes.page}>
      <h1>{t('progress.title')}</h1>
      <p className={classes.lead}>{t('progress.lead')}</p>
      {!isThere && <Skeleton lines={8} />}
      {isThere && history.data.exercises.length === 0 && <NothingYet catalog={catalog.data} />}
      {isThere && history.data.exercises.length > 0 && (
        <Story catalog={catalog.data} progress={progress.data} history={history.data} />
      )}
    </div>
  );
}

interface StoryProps {
  readonly catalog: Catalog;
  readonly progress: Progress;
  readonly history: History;
}

function Story({ catalog, progress, history }: StoryProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const dates = useDates();
  const { packs, gone } = lessonHistory(catalog, progress, history);
  const lessons = packs.flatMap(({ tracks }) => tracks.flatMap((track) => track.lessons));
  const number = new Intl.NumberFormat(locale);
  const sum = (of: (exercise: History['exercises'][number]) => number) =>
    history.exercises.reduce((total, exercise) => total + of(exercise), 0);
  const last = history.exercises.reduce((latest, { lastAt }) => (lastAt > latest ? lastAt : latest), '');
  const facts = [
    {
      label: t('progress.facts.lessons'),
      value: t('progress.trackPassed', {
        done: lessons.filter(({ learnedAt }) => learnedAt !== null).length,
        total: lessons.length,
      }),
    },
    { label: t('progress.facts.attempts'), value: number.format(sum(({ attempts }) => attempts)) },
    {
      label: t('progress.facts.time'),
      value: durationText(
        sum(({ activeMs }) => activeMs),
        locale,
      ),
    },
    { label: t('progress.facts.last'), value: dates.day(last) },
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <WeeksView weeks={history.weeks} />
      <LessonTables packs={packs} gone={gone} />
      <p className={classes.note}>{t('progress.timeText')}</p>
    </>
  );
}
