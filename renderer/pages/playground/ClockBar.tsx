import { Clock } from 'lucide-react';
import { Group } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import classes from './ClockBar.module.css';
import type { PlaygroundWorldHandle } from './use-world.ts';

const steps = [
  { name: 'second', ms: 1_000 },
  { name: 'minute', ms: 60_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'day', ms: 86_400_000 },
] as const;

/** What the world's clock shows. It stands still unless the program waits or someone moves it. */
export function ClockBar({ world }: { world: PlaygroundWorldHandle }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  if (world.state.status !== 'running') return null;
  const { clock } = world.state.running;
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC' });
  return (
    <div className={classes.bar}>
      <span className={classes.clock} title={t('playground.clockText')}>
        <Clock size={13} aria-hidden="true" />
        <span className="visually-hidden">{t('playground.clock')} </span>
        <time dateTime={clock}>{shown.format(new Date(clock))} UTC</time>
      </span>
      <Group aria-label={t('playground.advance')} className={classNames(classes.steps)}>
        {steps.map(({ name, ms }) => (
          <Button
            key={name}
            size="small"
            variant="quiet"
            label={t(`playground.advanceBy.${name}`)}
            onPress={() => void world.advance(ms)}
          >
            {t(`playground.steps.${name}`)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
