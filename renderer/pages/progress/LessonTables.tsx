import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { History } from '../../../host/contract/history.ts';
import { lessonPath } from '../../routes.ts';
import { useSession } from '../../session/Session.tsx';
import { useDates } from '../../session/use-dates.ts';
import { LessonMarkIcon } from '../home/LessonMark.tsx';
import { durationText } from './duration-text.ts';
import classes from './LessonTables.module.css';
import type { LessonHistory, PackHistory, TrackHistory } from './lesson-history.ts';

interface LessonTablesProps {
  readonly packs: readonly PackHistory[];
  /** Exercises of packs that are not here. */
  readonly gone: History['exercises'];
}

/** Every lesson, by pack and track, with what was done in it. */
export function LessonTables({ packs, gone }: LessonTablesProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.section}>
      <h2>{t('progress.lessons')}</h2>
      {packs.map((pack) => (
        <div key={pack.id} className={classes.pack}>
          {packs.length > 1 && <h3 className={classes.packTitle}>{pack.title}</h3>}
          <PackTable pack={pack} />
        </div>
      ))}
      {gone.length > 0 && <Gone exercises={gone} />}
    </section>
  );
}

function PackTable({ pack }: { pack: PackHistory }) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={pack.title}>
        <thead>
          <tr>
            <th scope="col">{t('progress.lesson')}</th>
            <th scope="col">{t('progress.state')}</th>
            <th scope="col">{t('progress.attempts')}</th>
            <th scope="col">{t('progress.time')}</th>
            <th scope="col">{t('progress.last')}</th>
          </tr>
        </thead>
        {pack.tracks.map((track) => (
          <TrackRows key={track.track.id} {...track} />
        ))}
      </table>
    </div>
  );
}

function TrackRows({ track, lessons }: TrackHistory) {
  const { t } = useTranslation();
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={5} className={classes.track}>
          {track.title}
          <span className={classes.count}>
            {t('progress.trackPassed', {
              done: lessons.filter(({ learnedAt }) => learnedAt !== null).length,
              total: lessons.length,
            })}
          </span>
        </th>
      </tr>
      {lessons.map((one, index) => (
        <LessonRow key={one.lesson.id} history={one} place={index + 1} />
      ))}
    </tbody>
  );
}

interface LessonRowProps {
  readonly history: LessonHistory;
  /** Counted from 1, in its track. */
  readonly place: number;
}

function LessonRow({ history, place }: LessonRowProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const dates = useDates();
  const number = new Intl.NumberFormat(locale);
  const { lesson, attempts, activeMs, lastAt } = history;
  return (
    <tr>
      <th scope="row">
        <Link href={lessonPath(lesson.id)}>
          <span className={classes.number}>{lesson.number}</span> {lesson.title}
        </Link>
        {history.hasChanged && <span className={classes.changed}>{t('progress.changed')}</span>}
      </th>
      <td>
        <State history={history} place={place} />
      </td>
      <td>{attempts === 0 ? '–' : number.format(attempts)}</td>
      <td>{durationText(activeMs, locale)}</td>
      <td>{lastAt === null ? '–' : dates.day(lastAt)}</td>
    </tr>
  );
}

function State({ history, place }: LessonRowProps) {
  const { t } = useTranslation();
  const dates = useDates();
  const { lesson, passed, isStarted, learnedAt } = history;
  const state = learnedAt !== null ? 'passed' : isStarted ? 'started' : 'new';
  const total = lesson.exercises.length;
  return (
    <span className={classes.state}>
      <LessonMarkIcon state={state} place={place} size="small" />
      <span>
        {learnedAt !== null && `${t('progress.passedOn')}, ${dates.day(learnedAt)}`}
        {state === 'started' &&
          (passed > 0 ? t('progress.passedSome', { done: passed, total }) : t('progress.started'))}
        {state === 'new' && t('progress.notStarted')}
        {history.isAfterSolution && <span className={classes.note}>{t('progress.afterSolution')}</span>}
      </span>
    </span>
  );
}

function Gone({ exercises }: { exercises: History['exercises'] }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const dates = useDates();
  return (
    <div className={classes.pack}>
      <h3 className={classes.packTitle}>{t('progress.gone')}</h3>
      <p>{t('progress.goneText')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('progress.goneExercise')}</th>
              <th scope="col">{t('progress.learned')}</th>
              <th scope="col">{t('progress.attempts')}</th>
              <th scope="col">{t('progress.time')}</th>
              <th scope="col">{t('progress.last')}</th>
            </tr>
          </thead>
          <tbody>
            {exercises.map(({ id, passedAt, attempts, activeMs, lastAt }) => (
              <tr key={id}>
                <th scope="row">
                  <code>{id}</code>
                </th>
                <td>{passedAt === null ? '–' : dates.day(passedAt)}</td>
                <td>{new Intl.NumberFormat(locale).format(attempts)}</td>
                <td>{durationText(activeMs, locale)}</td>
                <td>{dates.day(lastAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
