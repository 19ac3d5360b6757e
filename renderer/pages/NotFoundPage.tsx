import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { routes } from '../routes.ts';
import { usePlace } from '../shell/crumbs.ts';
import classes from './NotFoundPage.module.css';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePlace(t('error.notFoundTitle'), []);
  return (
    <div className={classes.page}>
      <h1>{t('error.notFoundTitle')}</h1>
      <p>{t('error.notFoundText')}</p>
      <p>
        <Link href={routes.home}>{t('error.toHome')}</Link>
      </p>
    </div>
  );
}
