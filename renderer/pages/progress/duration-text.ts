import type { Locale } from '../../../lessons/format/locale.ts';

/** A time spent, to the minute: `1 hr, 20 min`; a dash for less than one. */
export function durationText(milliseconds: number, locale: Locale): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return '–';
  const word = (value: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const parts = [
    minutes >= 60 ? word(Math.floor(minutes / 60), 'hour') : null,
    minutes % 60 > 0 ? word(minutes % 60, 'minute') : null,
  ];
  return parts.filter((part) => part !== null).join(' ');
}
