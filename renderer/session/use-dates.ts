import { useMemo } from 'react';
import { useSession } from './Session.tsx';

/** Words points in time, as the host gives them, in the language in use. */
export function useDates(): {
  readonly day: (instant: string) => string;
  readonly time: (instant: string) => string;
} {
  const { locale } = useSession();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    return {
      day: (instant) => day.format(new Date(instant)),
      time: (instant) => time.format(new Date(instant)),
    };
  }, [locale]);
}
