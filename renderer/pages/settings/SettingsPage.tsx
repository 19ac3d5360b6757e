import { Minus, Plus } from 'lucide-react';
import {
  Button as AriaButton,
  Group,
  Input,
  Label,
  NumberField,
  Radio,
  RadioGroup,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../host/contract/contract.ts';
import type { Locale } from '../../../lessons/format/locale.ts';
import { localeNames, locales } from '../../i18n/i18n.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { useSession } from '../../session/Session.tsx';
import { usePlace } from '../../shell/crumbs.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { classNames } from '../../ui/class-names.ts';
import { type ShortcutName, shortcutLabel, shortcuts } from '../../ui/shortcuts.ts';
import { useToast } from '../../ui/Toasts.tsx';
import { About } from './About.tsx';
import { Profiles } from './Profiles.tsx';
import classes from './SettingsPage.module.css';

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark', 'high-contrast'];
const sample = "const rows = db.prepare('select id from orders').all();";

export function SettingsPage() {
  const { t } = useTranslation();
  const { settings, locale, changeSettings } = useSession();
  const showToast = useToast();
  usePlace(t('settings.title'), [{ text: t('settings.title') }]);
  const change = (changes: Partial<Settings>) => {
    changeSettings(changes).catch((error) => showToast({ text: describeFailure(error, t).message }));
  };
  return (
    <div className={classes.page}>
      <h1>{t('settings.title')}</h1>
      <section>
        <h2>{t('settings.language')}</h2>
        <p>{t('settings.languageText')}</p>
        <RadioGroup
          aria-label={t('settings.language')}
          value={locale}
          onChange={(value) => change({ locale: value as Locale })}
          className={classNames(classes.choices)}
        >
          {locales.map((choice) => (
            <Radio key={choice} value={choice} className={classNames(classes.choice)}>
              <span lang={choice}>{localeNames[choice]}</span>
            </Radio>
          ))}
        </RadioGroup>
      </section>
      <section>
        <h2>{t('settings.appearance')}</h2>
        <RadioGroup
          value={settings.theme}
          onChange={(value) => change({ theme: value as Settings['theme'] })}
          className={classNames(classes.field)}
        >
          <Label>{t('settings.theme')}</Label>
          <div className={classes.choices}>
            {themes.map((theme) => (
              <Radio key={theme} value={theme} className={classNames(classes.choice)}>
                <Swatch theme={theme} />
                {t(`settings.themes.${theme}`)}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <NumberField
          value={settings.editorFontSize}
          minValue={8}
          maxValue={40}
          onChange={(value) => Number.isInteger(value) && change({ editorFontSize: value })}
          formatOptions={{ style: 'decimal', maximumFractionDigits: 0 }}
          className={classNames(classes.field)}
        >
          <Label>{t('settings.editorFontSize')}</Label>
          <Group className={classNames(classes.stepper)}>
            <AriaButton slot="decrement" aria-label={t('settings.smaller')}>
              <Minus size={14} aria-hidden="true" />
            </AriaButton>
            <Input className={classNames(classes.number)} />
            <AriaButton slot="increment" aria-label={t('settings.larger')}>
              <Plus size={14} aria-hidden="true" />
            </AriaButton>
          </Group>
        </NumberField>
        <div className={classes.sample} style={{ fontSize: settings.editorFontSize }}>
          <p className="visually-hidden">{t('settings.preview')}</p>
          <CodeBlock code={sample} language="ts" />
        </div>
      </section>
      <Profiles />
      <section>
        <h2>{t('settings.shortcuts')}</h2>
        <Shortcuts />
      </section>
      <About />
    </div>
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

function Shortcuts() {
  const { t } = useTranslation();
  const names = Object.keys(shortcuts) as ShortcutName[];
  return (
    <table className={classes.table}>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`shortcuts.${name}`)}</th>
            <td>
              <kbd>{shortcutLabel(name)}</kbd>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
