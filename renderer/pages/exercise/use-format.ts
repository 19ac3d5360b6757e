import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useToast } from '../../ui/Toasts.tsx';
import type { EditorHandle } from './editor/CodeEditor.tsx';

/** Lays the file in the editor out, and says what came of it. */
export function useFormat(
  editor: RefObject<EditorHandle | null>,
  announce: (text: string) => void,
): () => Promise<void> {
  const { t } = useTranslation();
  const showToast = useToast();
  return async () => {
    const outcome = await editor.current?.format();
    if (outcome === undefined) return;
    if (outcome === 'formatted') announce(t('editor.formatted'));
    else if (outcome === 'unchanged') announce(t('editor.alreadyFormatted'));
    else {
      const reason = outcome.why === 'mistake' ? outcome.message : t('editor.formatUnread');
      showToast({ text: t('editor.notFormatted', { reason }) });
    }
  };
}
