import { Check, Circle, CircleDot } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { LessonPage, ProgressState } from '../../../host/contract/contract.ts';
import { exercisePath } from '../../routes.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import classes from './ExerciseCards.module.css';

const icons = { passed: Check, started: CircleDot, new: Circle } as const satisfies Record<
  ProgressState,
  unknown
>;
const actions = { passed: 'lesson.review', started: 'lesson.continue', new: 'lesson.start' } as const;

export function ExerciseCards({ exercises }: { exercises: LessonPage['exercises'] }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { profileId } = useSession();
  const { data: progress } = useHostQuery('progress.get', { profileId });
  const progressOf = (id: string) => progress?.exercises.find((exercise) => exercise.id === id);
  const nextId = exercises.find((exercise) => progressOf(exercise.id)?.state !== 'passed')?.id;
  return (
    <section className={classes.section}>
      <h2 id="exercises" tabIndex={-1}>
        {t('lesson.exercises')}
      </h2>
      <p className={classes.lead}>{t('lesson.exercisesLead')}</p>
      <ul className={classes.cards}>
        {exercises.map((exercise) => {
          const state = progressOf(exercise.id)?.state ?? 'new';
          const attempts = progressOf(exercise.id)?.attempts ?? 0;
          const Icon = icons[state];
          return (
            <li key={exercise.id} className={classes.card}>
              <span className={classNames(classes.icon, classes[state])}>
                <Icon size={16} aria-hidden="true" />
              </span>
              <div className={classes.text}>
                <h3>
                  <Link href={exercisePath(exercise.id)}>{exercise.title}</Link>
                </h3>
                <p>
                  {[
                    state === 'passed' && progressOf(exercise.id)?.solutionSeen
                      ? t('help.passedAfter')
                      : t(`lesson.exerciseState.${state}`),
                    ...(progressOf(exercise.id)?.changedSincePassed ? [t('lesson.changedSincePassed')] : []),
                    t('common.aboutMinutes', { count: exercise.minutes }),
                    ...(attempts > 0 ? [t('lesson.attempts', { count: attempts })] : []),
                  ].join(' · ')}
                </p>
              </div>
              <Button
                variant={exercise.id === nextId ? 'primary' : 'plain'}
                label={`${t(actions[state])}: ${exercise.title}`}
                onPress={() => navigate(exercisePath(exercise.id))}
              >
                {t(actions[state])}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
