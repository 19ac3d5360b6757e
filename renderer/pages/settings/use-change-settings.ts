import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../host/contract/profiles.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { useSession } from '../../session/Session.tsx';
import { useToast } from '../../ui/Toasts.tsx';

/** Changes settings, and says so where they could not be saved. */
export function useChangeSettings(): (changes: Partial<Settings>) => void {
  const { t } = useTranslation();
  const { changeSettings } = useSession();
  const showToast = useToast();
  return (changes) => {
    changeSettings(changes).catch((error) => showToast({ text: describeFailure(error, t).message }));
  };
}
