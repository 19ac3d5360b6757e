import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../../host/contract/contract.ts';
import { DiffView } from '../../evidence/DiffView.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { diffLines } from './diff-lines.ts';
import type { Files } from './draft-keeper.ts';

interface CompareDialogProps {
  readonly attempt: Attempt;
  readonly files: Files;
  readonly onClose: () => void;
}

/** An earlier attempt beside the files as they are now, file by file. */
export function CompareDialog({ attempt, files, onClose }: CompareDialogProps) {
  const { t } = useTranslation();
  const paths = [...new Set([...Object.keys(attempt.files), ...Object.keys(files)])];
  const changed = paths.filter((path) => attempt.files[path] !== files[path]);
  return (
    <Dialog
      size="wide"
      title={t('attempts.compareTitle', { number: attempt.number })}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <p>{t(changed.length === 0 ? 'attempts.compareSame' : 'attempts.compareLegend')}</p>
      {changed.map((path) => (
        <DiffView
          key={path}
          evidence={{ shape: 'diff', path, lines: diffLines(attempt.files[path] ?? '', files[path] ?? '') }}
        />
      ))}
    </Dialog>
  );
}
