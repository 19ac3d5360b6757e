import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { lessonPath } from '../../routes.ts';
import { Button } from '../../ui/Button.tsx';
import classes from './ContinueCard.module.css';
import type { Cutaway } from './curriculum.ts';

/** One click to where the learner goes on. */
export function ContinueCard({ next }: { next: Cutaway['next'] }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  if (!next) {
    return (
      <section className={classes.card}>
        <div>
          <h2 className={classes.title}>{t('home.allPassedTitle')}</h2>
          <p className={classes.summary}>{t('home.allPassedText')}</p>
        </div>
      </section>
    );
  }
  const { lesson, isStarted } = next;
  return (
    <section className={classes.card}>
      <div>
        <p className={classes.kicker}>
          {t(isStarted ? 'home.again' : 'home.next')}
          <span aria-hidden="true"> · </span>
          {t('common.aboutMinutes', { count: lesson.minutes })}
        </p>
        <h2 className={classes.title}>
          <span className={classes.number}>{lesson.number}</span>
          <Link href={lessonPath(lesson.id)}>{lesson.title}</Link>
        </h2>
        <p className={classes.summary}>{lesson.summary}</p>
      </div>
      <Button variant="primary" onPress={() => navigate(lessonPath(lesson.id))}>
        {t('home.continue')}
      </Button>
    </section>
  );
}
