import { useTranslation } from 'react-i18next';
import type { SeriesEvidence } from '../../lessons/format/evidence.ts';

/** Words what a line of a chart is: its name, and its role where the name does not say it already. */
export function useSeriesName(): (series: SeriesEvidence['series'][number]) => string {
  const { t } = useTranslation();
  return ({ name, role }) => {
    const word = t(`evidence.series.role.${role}`);
    return name.toLowerCase() === word.toLowerCase()
      ? name
      : t('evidence.series.legend', { name, role: word });
  };
}
