import { useTranslation } from 'react-i18next';
import type { PlaygroundFailure } from '../../../host/contract/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProgramFailure } from './ProgramFailure.tsx';

interface QuestionProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** Why it could not be done, once it was tried. */
  readonly failure?: PlaygroundFailure | null;
  readonly onClose: () => void;
  readonly onAct: () => void;
}

/** Asks before something is lost. */
export function Question({ isOpen, title, text, action, failure, onClose, onAct }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      role="alertdialog"
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" onPress={onAct}>
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <div role="alert">{failure && <ProgramFailure failure={failure} />}</div>
    </Dialog>
  );
}
