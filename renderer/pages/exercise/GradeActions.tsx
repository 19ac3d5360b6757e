import { Play, Send, Square } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { GradeMode } from '../../../lessons/format/report.ts';
import { Button } from '../../ui/Button.tsx';
import { useDelay } from '../../ui/Skeleton.tsx';
import classes from './GradeActions.module.css';
import type { GradingRun } from './use-grading.ts';

interface GradeActionsProps {
  readonly run: GradingRun | null;
  readonly onGrade: (mode: GradeMode) => void;
  readonly onCancel: () => void;
  readonly runButton: Ref<HTMLButtonElement>;
}

/** Run and Submit stay where they are and stay focusable while something runs; a press then does nothing. */
export function GradeActions({ run, onGrade, onCancel, runButton }: GradeActionsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        ref={runButton}
        icon={<Play size={14} aria-hidden="true" />}
        shortcut="run"
        onPress={() => onGrade('run')}
      >
        {t('exercise.run')}
      </Button>
      <Button
        variant="primary"
        icon={<Send size={14} aria-hidden="true" />}
        shortcut="submit"
        onPress={() => onGrade('submit')}
      >
        {t('exercise.submit')}
      </Button>
      {run && <Underway key={run.startedAt} run={run} onCancel={onCancel} />}
    </>
  );
}

/** Most runs end before this appears. */
function Underway({ run, onCancel }: { run: GradingRun; onCancel: () => void }) {
  const { t } = useTranslation();
  const isDue = useDelay(300);
  if (!isDue) return null;
  return (
    <span className={classes.underway} data-underway="">
      <Button icon={<Square size={12} aria-hidden="true" />} shortcut="cancel" onPress={onCancel}>
        {t('exercise.cancel')}
      </Button>
      <span className={classes.progress}>
        {run.progress
          ? t('exercise.progress', { done: run.progress.done, total: run.progress.total })
          : t(run.mode === 'run' ? 'exercise.running' : 'exercise.submitting')}
      </span>
    </span>
  );
}
