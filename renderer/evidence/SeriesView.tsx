import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesEvidence } from '../../lessons/format/evidence.ts';
import { useSession } from '../session/Session.tsx';
import { Frame, Scroll, ViewChoice } from './Frame.tsx';
import { SeriesChart } from './SeriesChart.tsx';
import classes from './SeriesView.module.css';
import { withUnit } from './series-axis.ts';
import { useSeriesName } from './use-series-name.ts';

export function SeriesView({ evidence }: { evidence: SeriesEvidence }) {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const label = t('evidence.series.label', { x: evidence.x.label, y: evidence.y.label });
  return (
    <Frame
      label={label}
      aside={
        <ViewChoice
          label={label}
          views={{ chart: t('evidence.series.chart'), table: t('evidence.series.table') }}
          chosen={view}
          onChoose={setView}
        />
      }
    >
      {view === 'chart' ? (
        <SeriesChart evidence={evidence} label={label} />
      ) : (
        <SeriesTable evidence={evidence} />
      )}
    </Frame>
  );
}

/** The same numbers in rows, for those who cannot or would rather not read a chart. */
function SeriesTable({ evidence }: { evidence: SeriesEvidence }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const nameOf = useSeriesName();
  const { x, y, series } = evidence;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const xs = [...new Set(series.flatMap((one) => one.points.map(([at]) => at)))].toSorted((a, b) => a - b);
  const label = t('evidence.series.label', { x: x.label, y: y.label });
  return (
    <Scroll label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{withUnit(x)}</th>
            {series.map((one) => (
              <th key={one.name} scope="col">
                {nameOf(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {xs.map((at) => (
            <tr key={at}>
              <th scope="row">{number.format(at)}</th>
              {series.map((one) => {
                const point = one.points.find(([px]) => px === at);
                return <td key={one.name}>{point ? number.format(point[1]) : '–'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
