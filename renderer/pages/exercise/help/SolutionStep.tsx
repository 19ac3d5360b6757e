import { BookOpenCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExercisePage } from '../../../../host/contract/contract.ts';
import type { Help } from '../../../../host/contract/help.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useSession } from '../../../session/Session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import type { Files } from '../draft-keeper.ts';
import classes from './Solution.module.css';
import { SolutionDialog } from './SolutionDialog.tsx';

interface SolutionStepProps {
  readonly exercise: ExercisePage;
  readonly help: Help;
  readonly files: Files;
}

/** The step after the hints. It asks before it shows anything for the first time. */
export function SolutionStep({ exercise, help, files }: SolutionStepProps) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId } = useSession();
  const [isAsking, setIsAsking] = useState(false);
  const [solution, setSolution] = useState<Files | null>(null);
  const hintsLeft = Math.max(0, exercise.hints.length - help.hintsRead);

  const show = async () => {
    setIsAsking(false);
    try {
      const answer = await host.call('help.showSolution', { profileId, exerciseId: exercise.id });
      setSolution(answer.files);
    } catch (error) {
      showToast({ text: describeFailure(error, t).message });
    }
  };

  return (
    <section className={classes.step} aria-label={t('help.solution')}>
      <Button
        icon={<BookOpenCheck size={15} aria-hidden="true" />}
        onPress={() => (help.solution === 'unseen' ? setIsAsking(true) : void show())}
      >
        {t(help.solution === 'seen' ? 'help.showAgain' : 'help.show')}
      </Button>
      {help.solution === 'seen' && <p className={classes.note}>{t('help.wasShown')}</p>}
      <Dialog
        role="alertdialog"
        title={t('help.askTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onPress={() => void show()}>{t('help.askShow')}</Button>
            <Button variant="primary" onPress={() => setIsAsking(false)}>
              {t('help.askKeepTrying')}
            </Button>
          </>
        }
      >
        <div className={classes.question}>
          <p>{t('help.askText')}</p>
          {hintsLeft > 0 && <p>{t('help.askHints', { count: hintsLeft })}</p>}
        </div>
      </Dialog>
      {solution && (
        <SolutionDialog
          exercise={exercise}
          mine={files}
          solution={solution}
          onClose={() => setSolution(null)}
        />
      )}
    </section>
  );
}
