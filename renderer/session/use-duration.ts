import { useSession } from './Session.tsx';

/** Words milliseconds as they are read: below a second as they are, from there on in seconds. */
export function useDuration(): (milliseconds: number) => string {
  const { locale } = useSession();
  const unit = (name: string, digits: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, ...digits });
  const short = unit('millisecond', { maximumFractionDigits: 0 });
  const long = unit('second', { maximumFractionDigits: 1 });
  return (milliseconds) =>
    milliseconds < 1_000 ? short.format(Math.max(1, milliseconds)) : long.format(milliseconds / 1_000);
}
