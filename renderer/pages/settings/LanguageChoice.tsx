import { useTranslation } from 'react-i18next';
import { localeNames, locales } from '../../i18n/i18n.ts';
import { useSession } from '../../session/Session.tsx';
import { Choice } from './Choice.tsx';
import { useChangeSettings } from './use-change-settings.ts';

interface LanguageChoiceProps {
  readonly labelIs: 'shown' | 'heard';
}

export function LanguageChoice({ labelIs }: LanguageChoiceProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const change = useChangeSettings();
  return (
    <Choice
      label={t('settings.language')}
      labelIs={labelIs}
      value={locale}
      options={locales.map((value) => ({ value, content: <span lang={value}>{localeNames[value]}</span> }))}
      onChange={(chosen) => change({ locale: chosen })}
    />
  );
}
