import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { AttemptSummary, ExercisePage } from '../../../host/contract/contract.ts';
import type { GradeReport } from '../../../lessons/format/report.ts';
import { exercisePath, lessonPath } from '../../routes.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import classes from './PassedCard.module.css';
import { countsOf } from './report-order.ts';

interface PassedCardProps {
  readonly report: GradeReport;
  readonly attempt: AttemptSummary | null;
  readonly exercise: ExercisePage;
  readonly onSubmit: () => void;
}

/** Where to go from a result without failures: to submitting, or to the next exercise. */
export function PassedCard({ report, attempt, exercise, onSubmit }: PassedCardProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { profileId } = useSession();
  const { data: progress } = useHostQuery('progress.get', { profileId });
  const isAfterSolution = progress?.exercises.find(({ id }) => id === exercise.id)?.solutionSeen === true;
  const { failed, error } = countsOf(report);
  if (failed + error > 0) return null;
  if (report.mode === 'run') {
    return (
      <div className={classes.card}>
        <h2>{t('results.runPassedTitle')}</h2>
        <p>{t('results.runPassedText')}</p>
        <Button onPress={onSubmit} label={t('exercise.submit')}>
          {t('exercise.submit')}
        </Button>
      </div>
    );
  }
  if (!report.passed || !attempt) return null;
  const { next, lesson } = exercise;
  return (
    <div className={classes.card}>
      <h2>
        <Check size={18} aria-hidden="true" />
        {t('results.passedTitle')}
      </h2>
      <p>{t('results.passedText', { number: attempt.number })}</p>
      {isAfterSolution && <p>{t('help.passedAfter')}.</p>}
      <div className={classes.actions}>
        {next && (
          <Button variant="primary" onPress={() => navigate(exercisePath(next))}>
            {t('results.nextExercise')}
          </Button>
        )}
        <Button onPress={() => navigate(lessonPath(lesson.id))}>{t('results.backToLesson')}</Button>
      </div>
    </div>
  );
}
