import { useTranslation } from 'react-i18next';
import type { ExercisePage } from '../../../../host/contract/contract.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FilesDiff } from '../compare/FilesDiff.tsx';
import type { Files } from '../draft-keeper.ts';
import { ExerciseForm, formOf } from '../form-of.tsx';
import classes from './Solution.module.css';

interface SolutionDialogProps {
  readonly exercise: ExercisePage;
  readonly mine: Files;
  readonly solution: Files;
  readonly onClose: () => void;
}

/** The solution beside the learner's own files; for a kind with a form, the form filled in rightly. */
export function SolutionDialog({ exercise, mine, solution, onClose }: SolutionDialogProps) {
  const { t } = useTranslation();
  const form = exercise.view === null ? null : formOf(exercise.kind);
  return (
    <Dialog
      size="full"
      title={t('help.dialogTitle', { exercise: exercise.title })}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      {form ? (
        <>
          <p>{t('help.answersLead')}</p>
          <fieldset disabled className={classes.answers} aria-label={t('help.solution')}>
            <ExerciseForm
              form={form}
              exercise={exercise}
              files={solution}
              onType={() => undefined}
              graded={null}
              onEditAsText={() => undefined}
            />
          </fieldset>
        </>
      ) : (
        <FilesDiff
          before={mine}
          after={solution}
          names={{ before: t('help.yours'), after: t('help.solution') }}
          lead={t('help.diffLead')}
        />
      )}
    </Dialog>
  );
}
