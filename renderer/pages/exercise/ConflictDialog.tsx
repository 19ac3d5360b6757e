import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FilesDiff } from './compare/FilesDiff.tsx';
import type { DraftStatus, Files } from './draft-keeper.ts';

interface ConflictDialogProps {
  /** What was changed, where it is not an exercise. */
  readonly title?: string;
  readonly status: DraftStatus;
  /** The files in this window. */
  readonly mine: Files;
  readonly onResolve: (choice: 'mine' | 'theirs') => void;
}

/**
 * Two windows, or the window and the learner's folder, changed one draft: both are shown beside each other, and one is
 * chosen. Closing the question keeps what is here, which loses nothing on the screen.
 */
export function ConflictDialog({ title, status, mine, onResolve }: ConflictDialogProps) {
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
      size="full"
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
      <FilesDiff
        before={status.theirs.files}
        after={mine}
        names={{
          before: t(isFolder ? 'ownEditor.theFolder' : 'draft.otherWindow'),
          after: t('draft.thisWindow'),
        }}
        lead={isFolder ? t('ownEditor.conflictText') : t('draft.conflictText', { time })}
      />
    </Dialog>
  );
}
