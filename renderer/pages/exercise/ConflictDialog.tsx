import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { DraftStatus } from './draft-keeper.ts';

interface ConflictDialogProps {
  /** What was changed, where it is not an exercise. */
  readonly title?: string;
  readonly status: DraftStatus;
  readonly onResolve: (choice: 'mine' | 'theirs') => void;
}

/** Two windows, or the window and the learner's folder, changed one draft. Closing the question keeps what is here, which loses nothing on the screen. */
export function ConflictDialog({ title, status, onResolve }: ConflictDialogProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  if (status.kind !== 'conflict') return null;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(
    new Date(status.theirs.savedAt),
  );
  const isFolder = status.from === 'folder';
  return (
    <Dialog
      role="alertdialog"
      title={title ?? t(isFolder ? 'ownEditor.conflictTitle' : 'draft.conflictTitle')}
      isOpen
      onClose={() => onResolve('mine')}
      actions={
        <>
          <Button onPress={() => onResolve('theirs')}>
            {t(isFolder ? 'ownEditor.conflictFolder' : 'draft.conflictTheirs')}
          </Button>
          <Button variant="primary" onPress={() => onResolve('mine')}>
            {t('draft.conflictMine')}
          </Button>
        </>
      }
    >
      <p>{isFolder ? t('ownEditor.conflictText') : t('draft.conflictText', { time })}</p>
    </Dialog>
  );
}
