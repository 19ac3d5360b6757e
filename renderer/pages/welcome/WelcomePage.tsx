import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Catalog } from '../../../host/contract/contract.ts';
import { exercisePath, lessonPath, routes } from '../../routes.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { usePlace } from '../../shell/crumbs.ts';
import { Button } from '../../ui/Button.tsx';
import { inDependencyOrder } from '../home/curriculum.ts';
import { LanguageChoice } from '../settings/LanguageChoice.tsx';
import { ThemeChoice } from '../settings/ThemeChoice.tsx';
import { useChangeSettings } from '../settings/use-change-settings.ts';
import classes from './WelcomePage.module.css';

/** An exercise is short enough for a first try. */
const shortMinutes = 10;

/** The first steps: language, theme, first lesson. Each choice takes effect at once, and all can be skipped. */
export function WelcomePage() {
  const { t } = useTranslation();
  const { locale } = useSession();
  const [, navigate] = useLocation();
  const change = useChangeSettings();
  usePlace(t('welcome.title'), []);
  const catalog = useHostQuery('catalog.list', { locale });
  const leave = (to: string) => {
    change({ welcomed: true });
    navigate(to);
  };
  return (
    <div className={classes.page}>
      <h1>{t('welcome.title')}</h1>
      <p className={classes.lead}>{t('welcome.lead')}</p>
      <ol className={classes.steps}>
        <Step title={t('welcome.language')}>
          <LanguageChoice labelIs="heard" />
        </Step>
        <Step title={t('welcome.theme')}>
          <ThemeChoice labelIs="heard" />
        </Step>
        <Step title={t('welcome.lesson')}>
          {catalog.data && <FirstLesson catalog={catalog.data} onLeave={leave} />}
        </Step>
      </ol>
      <div className={classes.end}>
        <Button onPress={() => leave(routes.home)}>{t('welcome.skip')}</Button>
        <p>{t('welcome.later')}</p>
      </div>
    </div>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className={classes.step}>
      <h2>{title}</h2>
      {children}
    </li>
  );
}

interface FirstLessonProps {
  readonly catalog: Catalog;
  readonly onLeave: (to: string) => void;
}

function FirstLesson({ catalog, onLeave }: FirstLessonProps) {
  const { t } = useTranslation();
  const lessons = catalog.packs
    .flatMap((pack) => inDependencyOrder(pack.tracks))
    .flatMap((track) => track.lessons);
  const [first] = lessons;
  if (first === undefined) {
    return (
      <>
        <p>{t('welcome.noLessons')}</p>
        <div>
          <Button variant="primary" onPress={() => onLeave(routes.settings)}>
            {t('welcome.toSettings')}
          </Button>
        </div>
      </>
    );
  }
  const [short] = lessons
    .flatMap(({ exercises }) => exercises)
    .filter(({ minutes }) => minutes <= shortMinutes)
    .toSorted((a, b) => a.minutes - b.minutes);
  return (
    <>
      <div className={classes.lesson}>
        <div>
          <h3>
            <span className={classes.number}>{first.number}</span> {first.title}
          </h3>
          <p>{first.summary}</p>
          <p>{t('common.aboutMinutes', { count: first.minutes })}</p>
        </div>
        <Button variant="primary" onPress={() => onLeave(lessonPath(first.id))}>
          {t('welcome.start')}
        </Button>
      </div>
      {short && (
        <p className={classes.short}>
          {t('welcome.short')}{' '}
          <Link
            href={exercisePath(short.id)}
            onClick={(event) => {
              event.preventDefault();
              onLeave(exercisePath(short.id));
            }}
          >
            {short.title}
          </Link>
          , {t('common.aboutMinutes', { count: short.minutes })}
        </p>
      )}
    </>
  );
}
