import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../host/contract/profiles.ts';
import { useSession } from '../../session/Session.tsx';
import { Choice } from './Choice.tsx';
import classes from './ThemeChoice.module.css';
import { useChangeSettings } from './use-change-settings.ts';

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark', 'high-contrast'];

interface ThemeChoiceProps {
  readonly labelIs?: 'shown' | 'heard';
}

export function ThemeChoice({ labelIs = 'shown' }: ThemeChoiceProps) {
  const { t } = useTranslation();
  const { settings } = useSession();
  const change = useChangeSettings();
  return (
    <Choice
      label={t('settings.theme')}
      labelIs={labelIs}
      value={settings.theme}
      options={themes.map((value) => ({
        value,
        content: (
          <>
            <Swatch theme={value} />
            {t(`settings.themes.${value}`)}
          </>
        ),
      }))}
      onChange={(theme) => change({ theme })}
    />
  );
}

function Swatch({ theme }: { theme: Settings['theme'] }) {
  if (theme !== 'system') return <span data-theme={theme} className={classes.swatch} aria-hidden="true" />;
  return (
    <span className={classes.swatches} aria-hidden="true">
      <span data-theme="light" className={classes.swatch} />
      <span data-theme="dark" className={classes.swatch} />
    </span>
  );
}
