import { useQuery } from '@tanstack/react-query';
import { Check, CircleCheck } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Draft, ExercisePage } from '../../../host/contract/contract.ts';
import { exercisePath } from '../../routes.ts';
import { useHost } from '../../session/host-context.tsx';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { isShortcut } from '../../ui/shortcuts.ts';
import { ConflictDialog } from '../exercise/ConflictDialog.tsx';
import { DraftIndicator } from '../exercise/DraftIndicator.tsx';
import { ExerciseForm, formOf, type KindForm } from '../exercise/form-of.tsx';
import { countsOf } from '../exercise/report-order.ts';
import { useDraft } from '../exercise/use-draft.ts';
import { useGrading } from '../exercise/use-grading.ts';
import { useVerdictWords } from '../exercise/use-verdict-words.ts';
import classes from './InlineExercise.module.css';

/** An exercise with a form of its own, answered and graded where the lesson's text asks for it. */
export function InlineExercise({ exerciseId }: { exerciseId: string }) {
  const host = useHost();
  const { profileId, locale } = useSession();
  const exercise = useHostQuery('catalog.exercise', { exerciseId, locale });
  // Read once, when the lesson opens: from then on the window's own copy is the newest.
  const draft = useQuery({
    queryKey: ['draft at opening', profileId, exerciseId],
    queryFn: () => host.call('drafts.get', { profileId, exerciseId }),
    gcTime: 0,
    staleTime: 'static',
  });
  const failed = [exercise, draft].find((query) => query.isError && !query.data);
  if (failed) return <FailureView error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!exercise.data || !draft.data) return <Skeleton lines={5} />;
  const form = formOf(exercise.data.kind);
  if (!form || exercise.data.view === null) {
    return (
      <p>
        <Link href={exercisePath(exerciseId)}>{exercise.data.title}</Link>
      </p>
    );
  }
  return <Answering exercise={exercise.data} draft={draft.data.draft} form={form} />;
}

interface AnsweringProps {
  readonly exercise: ExercisePage;
  readonly draft: Draft | null;
  readonly form: KindForm;
}

function Answering({ exercise, draft, form }: AnsweringProps) {
  const { t } = useTranslation();
  const { profileId } = useSession();
  const [, navigate] = useLocation();
  const titleId = useId();
  const { keeper, state } = useDraft(exercise, draft);
  const { run, outcome, start } = useGrading(exercise.id);
  const { data: progress } = useHostQuery('progress.get', { profileId });
  const words = useVerdictWords();
  const [announcement, setAnnouncement] = useState('');
  const wasPassed = progress?.exercises.some(({ id, state: at }) => id === exercise.id && at === 'passed');

  const check = async () => {
    void keeper.flush();
    const ended = await start('submit', keeper.state().files);
    if (ended) setAnnouncement(words(ended));
  };

  return (
    <section
      className={classes.exercise}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (!isShortcut(event.nativeEvent, 'submit')) return;
        event.preventDefault();
        void check();
      }}
    >
      <header className={classes.head}>
        <p className={classes.kicker}>
          {t('warmUp.kicker')}
          {wasPassed && (
            <span className={classes.passed}>
              <CircleCheck size={14} aria-hidden="true" />
              {t('lesson.exerciseState.passed')}
            </span>
          )}
        </p>
        <h2 id={titleId}>{exercise.title}</h2>
      </header>
      <ExerciseForm
        form={form}
        exercise={exercise}
        files={state.files}
        onType={(file, text) => keeper.type(file, text)}
        graded={outcome.status === 'graded' ? { files: outcome.files, checks: outcome.report.checks } : null}
        onEditAsText={() => navigate(exercisePath(exercise.id))}
      />
      {outcome.status === 'failed' && <FailureView error={outcome.error} onRetry={() => void check()} />}
      <footer className={classes.foot}>
        <Button
          variant="primary"
          shortcut="submit"
          icon={<Check size={14} aria-hidden="true" />}
          onPress={() => void check()}
        >
          {t('warmUp.check')}
        </Button>
        <p className={classes.outcome} aria-hidden="true">
          {run && t('exercise.submitting')}
          {!run && outcome.status === 'graded' && t('results.summary', countsOf(outcome.report))}
        </p>
        <DraftIndicator status={state.status} onRetry={() => void keeper.flush()} />
        <Link href={exercisePath(exercise.id)} className={classes.open}>
          {t('warmUp.open')}
        </Link>
      </footer>
      <div role="status" aria-live="polite" className="visually-hidden">
        {announcement}
      </div>
      <ConflictDialog
        status={state.status}
        mine={state.files}
        onResolve={(choice) => keeper.resolve(choice)}
      />
    </section>
  );
}
