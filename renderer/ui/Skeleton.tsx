import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Skeleton.module.css';

/** Lines where text will be. Nothing is drawn for the first 200 ms: most answers come sooner. */
export function Skeleton({ lines }: { lines: number }) {
  const { t } = useTranslation();
  const isDue = useDelay(200);
  if (!isDue) return null;
  return (
    <div className={classes.lines} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical lines without identity
        <div key={index} className={classes.line} style={{ width: `${100 - ((index * 37) % 45)}%` }} />
      ))}
    </div>
  );
}

/** A whole page that is on its way. */
export function PageSkeleton() {
  return (
    <div className={classes.page}>
      <Skeleton lines={7} />
    </div>
  );
}

/** True once `milliseconds` have passed since the component appeared. */
export function useDelay(milliseconds: number): boolean {
  const [isDue, setIsDue] = useState(false);
  // A timer can only be started after the component is on the screen.
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isDue;
}
