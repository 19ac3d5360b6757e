import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/Session.tsx';
import { type ShortcutName, shortcutLabel, shortcuts } from '../../ui/shortcuts.ts';
import { Choice } from './Choice.tsx';
import { Section } from './Section.tsx';
import classes from './SettingsPage.module.css';
import { useChangeSettings } from './use-change-settings.ts';

/** What keys do. */
export function EditorKeys() {
  const { t } = useTranslation();
  const { settings } = useSession();
  const change = useChangeSettings();
  const names = Object.keys(shortcuts) as ShortcutName[];
  return (
    <Section id="keys" title={t('settings.keys')}>
      <Choice
        label={t('settings.tabKey')}
        value={settings.tabMovesFocus ? 'moves' : 'inserts'}
        options={(['inserts', 'moves'] as const).map((value) => ({
          value,
          content: t(`settings.tabKeys.${value}`),
        }))}
        onChange={(value) => change({ tabMovesFocus: value === 'moves' })}
      />
      <p>{t('settings.tabKeyText', { keys: shortcutLabel('tab') })}</p>
      <h3>{t('settings.shortcuts')}</h3>
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
    </Section>
  );
}
