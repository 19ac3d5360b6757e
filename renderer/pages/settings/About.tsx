import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from './Section.tsx';
import classes from './SettingsPage.module.css';

export function About() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { data: info } = useHostQuery('app.info', {});
  if (!info) return null;
  const shelf = Object.entries(info.shelf).map(([name, version]) => `${name} ${version}`);
  return (
    <Section id="about" title={t('settings.about')}>
      <table className={classes.table}>
        <tbody>
          <tr>
            <th scope="row">{t('settings.version')}</th>
            <td>
              Backline {info.version}, Node {info.nodeVersion}, SQLite {info.sqliteVersion}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('settings.shelf')}</th>
            <td>{shelf.join(', ')}</td>
          </tr>
        </tbody>
      </table>
      <div>
        <Button onPress={() => navigate(routes.welcome)}>{t('welcome.again')}</Button>
      </div>
    </Section>
  );
}
