import type { SeriesEvidence } from '../../lessons/format/evidence.ts';

/** An axis's name with its unit, where it has one. */
export function withUnit({ label, unit }: SeriesEvidence['x']): string {
  return unit === '' ? label : `${label} (${unit})`;
}
