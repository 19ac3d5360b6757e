import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExercisePage } from '../../../host/contract/contract.ts';
import { ExercisePreview } from '../../preview/PreviewPanel.tsx';
import { exercisePlaygroundPath, lessonPath } from '../../routes.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Files } from './draft-keeper.ts';
import { Hints } from './help/Hints.tsx';
import { SolutionStep } from './help/SolutionStep.tsx';
import classes from './TaskPane.module.css';

interface TaskPaneProps {
  readonly exercise: ExercisePage;
  readonly files: Files;
}

export function TaskPane({ exercise, files }: TaskPaneProps) {
  const { t } = useTranslation();
  const { locale, profileId } = useSession();
  const { data: progress } = useHostQuery('progress.get', { profileId });
  const { data: help } = useHostQuery('help.get', { profileId, exerciseId: exercise.id });
  const hasChanged = progress?.exercises.find(({ id }) => id === exercise.id)?.changedSincePassed === true;
  const textLocale = exercise.translated ? locale : 'en';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long task must be scrollable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('exercise.task')}>
      <p className={classes.kicker}>
        <Link href={lessonPath(exercise.lesson.id)}>
          {exercise.lesson.number} {exercise.lesson.title}
        </Link>
        <span aria-hidden="true"> · </span>
        {t('common.aboutMinutes', { count: exercise.minutes })}
      </p>
      <h1>{exercise.title}</h1>
      <ExercisePreview exerciseId={exercise.id} />
      {hasChanged && (
        <div className={classes.notice}>
          <Notice tone="info">
            <p>{t('exercise.changedSincePassed')}</p>
          </Notice>
        </div>
      )}
      {!exercise.translated && (
        <div className={classes.notice}>
          <Notice tone="info">
            <p>{t('common.notTranslated')}</p>
          </Notice>
        </div>
      )}
      <Markdown density="task" lang={textLocale}>
        {exercise.task}
      </Markdown>
      <section className={classes.checked}>
        <h2>{t('exercise.whatIsChecked')}</h2>
        <ul>
          {exercise.checks.map((check) => (
            <li key={check.id}>
              <span>{check.visibility === 'hidden' ? t('exercise.checkHidden') : check.name}</span>
              <span className={classes.points}>{t('exercise.points', { count: check.weight })}</span>
            </li>
          ))}
        </ul>
      </section>
      {exercise.hasWorld && (
        <p className={classes.world}>
          <Link href={exercisePlaygroundPath(exercise.id)}>{t('playground.openWorld')}</Link>
        </p>
      )}
      {help && exercise.hints.length > 0 && (
        <Hints exerciseId={exercise.id} hints={exercise.hints} lang={textLocale} help={help} />
      )}
      {help && <SolutionStep exercise={exercise} help={help} files={files} />}
    </div>
  );
}
