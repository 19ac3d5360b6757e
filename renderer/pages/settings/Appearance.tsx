import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../host/contract/profiles.ts';
import { useSession } from '../../session/Session.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Choice } from './Choice.tsx';
import { Section } from './Section.tsx';
import classes from './SettingsPage.module.css';
import { Stepper } from './Stepper.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';
import { useChangeSettings } from './use-change-settings.ts';

const sample = "const rows = db.prepare('select id from orders').all();";

/** How the window looks and moves. Everything takes effect at once, in every window. */
export function Appearance() {
  const { t } = useTranslation();
  const { settings } = useSession();
  const change = useChangeSettings();
  return (
    <Section id="appearance" title={t('settings.appearance')}>
      <ThemeChoice />
      <Stepper
        label={t('settings.textScale')}
        value={settings.textScale}
        min={80}
        max={200}
        step={10}
        unit="percent"
        onChange={(textScale) => change({ textScale })}
      />
      <Choice<Settings['reducedMotion']>
        label={t('settings.motion')}
        value={settings.reducedMotion}
        options={(['system', 'on'] as const).map((value) => ({
          value,
          content: t(`settings.motions.${value}`),
        }))}
        onChange={(reducedMotion) => change({ reducedMotion })}
      />
      <Stepper
        label={t('settings.editorFontSize')}
        value={settings.editorFontSize}
        min={8}
        max={40}
        step={1}
        unit="pixels"
        onChange={(editorFontSize) => change({ editorFontSize })}
      />
      <div className={classes.sample} style={{ fontSize: settings.editorFontSize }}>
        <p className="visually-hidden">{t('settings.preview')}</p>
        <CodeBlock code={sample} language="ts" />
      </div>
    </Section>
  );
}
