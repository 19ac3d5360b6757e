import { useCallback, useState } from 'react';
import type { SeriesEvidence } from '../../lessons/format/evidence.ts';
import { useSession } from '../session/Session.tsx';
import { classNames } from '../ui/class-names.ts';
import classes from './SeriesChart.module.css';
import { withUnit } from './series-axis.ts';
import { useSeriesName } from './use-series-name.ts';

type Series = SeriesEvidence['series'][number];

const height = 200;
const edge = { top: 12, right: 16, bottom: 34, left: 52 };

/** Lines or bars over a linear scale that begins at zero. Roles differ in colour, in dash and in mark. */
export function SeriesChart({ evidence, label }: { evidence: SeriesEvidence; label: string }) {
  const { locale } = useSession();
  const nameOf = useSeriesName();
  const { x, y, series, chart } = evidence;
  const points = series.flatMap((one) => one.points);
  const xs = [...new Set(points.map(([at]) => at))].toSorted((a, b) => a - b);
  const top = niceCeiling(Math.max(1, ...points.map(([, value]) => value)));
  const { width, measure } = useWidth();
  const inner = width - edge.left - edge.right;
  const placeX = placer(xs, chart, inner);
  const placeY = (value: number) => height - edge.bottom - (value / top) * (height - edge.top - edge.bottom);
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <div className={classes.chart}>
      <svg ref={measure} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1={edge.left}
              x2={width - edge.right}
              y1={placeY(top * share)}
              y2={placeY(top * share)}
              className={classes.grid}
            />
            <text x={edge.left - 8} y={placeY(top * share) + 3.5} textAnchor="end">
              {compact.format(top * share)}
            </text>
          </g>
        ))}
        {ticks(xs, placeX).map((at) => (
          <text key={at} x={placeX(at)} y={height - edge.bottom + 15} textAnchor="middle">
            {compact.format(at)}
          </text>
        ))}
        <text
          x={(width + edge.left - edge.right) / 2}
          y={height - 5}
          textAnchor="middle"
          className={classes.axis}
        >
          {withUnit(x)}
        </text>
        {series.map((one, index) =>
          chart === 'bar' && one.role === 'measured' ? (
            <Bars
              key={one.name}
              series={one}
              placeX={placeX}
              placeY={placeY}
              step={Math.min(40, (inner / Math.max(1, xs.length)) * 0.55)}
            />
          ) : (
            <Line key={one.name} series={one} index={index} placeX={placeX} placeY={placeY} />
          ),
        )}
      </svg>
      <ul className={classes.legend}>
        <li>{withUnit(y)}:</li>
        {series.map((one) => (
          <li key={one.name}>
            <i className={classNames(classes.key, classes[one.role])} aria-hidden="true" />
            {nameOf(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How wide the drawing is on the screen, so that its letters keep their size in a narrow pane. */
function useWidth() {
  const [width, setWidth] = useState(480);
  const measure = useCallback((drawing: SVGSVGElement) => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.max(200, entry.contentRect.width));
    });
    observer.observe(drawing);
    return () => observer.disconnect();
  }, []);
  return { width, measure };
}

interface MarksProps {
  readonly series: Series;
  readonly placeX: (at: number) => number;
  readonly placeY: (value: number) => number;
}

function Line({ series, index, placeX, placeY }: MarksProps & { index: number }) {
  const path = series.points
    .map(([at, value], place) => `${place === 0 ? 'M' : 'L'}${placeX(at)} ${placeY(value)}`)
    .join(' ');
  return (
    <g className={classNames(classes.series, classes[series.role])}>
      <path d={path} />
      {series.role !== 'allowed' &&
        series.points.map(([at, value]) => (
          <circle key={at} cx={placeX(at)} cy={placeY(value)} r={index === 0 ? 3 : 2.5} />
        ))}
    </g>
  );
}

function Bars({ series, placeX, placeY, step }: MarksProps & { step: number }) {
  return (
    <g className={classNames(classes.bars, classes[series.role])}>
      {series.points.map(([at, value]) => (
        <rect
          key={at}
          x={placeX(at) - step / 2}
          y={placeY(value)}
          width={step}
          height={Math.max(1, placeY(0) - placeY(value))}
          rx={2}
        />
      ))}
    </g>
  );
}

/** Bars stand at equal distances; a line keeps the distances of its numbers. */
function placer(
  xs: readonly number[],
  chart: SeriesEvidence['chart'],
  inner: number,
): (at: number) => number {
  if (chart === 'bar') return (at) => edge.left + ((xs.indexOf(at) + 0.5) / xs.length) * inner;
  const [first, last] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  return (at) => edge.left + (last === first ? 0.5 : (at - first) / (last - first)) * inner;
}

/** As many numbers as there is room for, so that no two of them read as one. */
function ticks(xs: readonly number[], placeX: (at: number) => number): number[] {
  const kept: number[] = [];
  for (const at of xs) {
    const last = kept.at(-1);
    if (last === undefined || placeX(at) - placeX(last) >= 36) kept.push(at);
  }
  return kept;
}

/** The next round number whose half is round too. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
