import { useTranslation } from 'react-i18next';
import type { GradeReport } from '../../../../lessons/format/report.ts';
import classes from './Reproduction.module.css';

/** What is needed to get the same result again, for whoever asks. */
export function Reproduction({ report }: { report: GradeReport }) {
  const { t } = useTranslation();
  const { seed, contentHash, packVersion, appVersion, nodeVersion, sqliteVersion } = report.reproduction;
  return (
    <details className={classes.details}>
      <summary>{t('results.reproduction')}</summary>
      <dl>
        <dt>{t('results.seed')}</dt>
        <dd>{seed}</dd>
        <dt>{t('results.content')}</dt>
        <dd>{contentHash.slice(0, 16)}</dd>
        <dt>{t('results.versions')}</dt>
        <dd>
          {report.exercise} {packVersion}, Backline {appVersion}, Node {nodeVersion}, SQLite {sqliteVersion}
        </dd>
      </dl>
    </details>
  );
}
