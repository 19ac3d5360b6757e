import { RefreshCw } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatabaseObject, PlaygroundFailure } from '../../../host/contract/playground.ts';
import type { Location } from '../../../lessons/format/evidence.ts';
import { useHost } from '../../session/host-context.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import classes from './DatabaseView.module.css';
import fields from './Fields.module.css';
import { ProgramFailure } from './ProgramFailure.tsx';
import { TableRows } from './TableRows.tsx';
import type { PlaygroundWorldHandle } from './use-world.ts';

interface DatabaseViewProps {
  readonly world: PlaygroundWorldHandle;
  readonly databases: readonly string[];
  readonly onGoTo: (location: Location) => void;
}

type Read =
  | { readonly kind: 'objects'; readonly objects: readonly DatabaseObject[] }
  | { readonly kind: 'failed'; readonly failure: PlaygroundFailure }
  | { readonly kind: 'error'; readonly error: unknown };

/** The tables of a database: what they are made of, and their rows. */
export function DatabaseView({ world, databases, onGoTo }: DatabaseViewProps) {
  const { t } = useTranslation();
  const host = useHost();
  const [database, setDatabase] = useState(databases[0] ?? 'main');
  const [table, setTable] = useState<string | null>(null);
  const [read, setRead] = useState<Read | null>(null);

  const load = async (isGone: () => boolean) => {
    try {
      const answer = await world.ask((place) => host.call('playground.tables', { ...place, database }));
      if (isGone()) return;
      setRead(
        answer.status === 'read'
          ? { kind: 'objects', objects: answer.objects }
          : { kind: 'failed', failure: answer.failure },
      );
    } catch (error) {
      if (!isGone()) setRead({ kind: 'error', error });
    }
  };
  const loadNow = useEffectEvent(load);
  // The tables lie outside this window, and anything that ran may have changed them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` says when to look again
  useEffect(() => {
    let isGone = false;
    void loadNow(() => isGone);
    return () => {
      isGone = true;
    };
  }, [database, world.changes]);

  const objects = read?.kind === 'objects' ? read.objects : [];
  const shown = objects.find(({ name }) => name === table) ?? objects[0];
  return (
    <div className={classes.view}>
      <div className={classes.choice}>
        {databases.length > 1 && (
          <label className={fields.inline}>
            {t('playground.database')}
            <select
              value={database}
              onChange={(event) => {
                setDatabase(event.target.value);
                setTable(null);
              }}
            >
              {databases.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {shown && (
          <label className={fields.inline}>
            {t('playground.table')}
            <select value={shown.name} onChange={(event) => setTable(event.target.value)}>
              {objects.map(({ name, kind, rows }) => (
                <option key={name} value={name}>
                  {t(kind === 'view' ? 'playground.viewOption' : 'playground.tableOption', {
                    name,
                    count: rows ?? 0,
                  })}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className={classes.grow} />
        <IconButton
          label={t('playground.refresh')}
          icon={<RefreshCw size={14} aria-hidden="true" />}
          onPress={world.changed}
        />
      </div>
      {read === null && <PageSkeleton />}
      {read?.kind === 'error' && <FailureView error={read.error} onRetry={() => void load(() => false)} />}
      {read?.kind === 'failed' && <ProgramFailure failure={read.failure} onGoTo={onGoTo} />}
      {read?.kind === 'objects' &&
        (shown ? (
          <TableRows key={`${database} ${shown.name}`} world={world} database={database} table={shown} />
        ) : (
          <EmptyState title={t('playground.noTables')} text={t('playground.noTablesText')} />
        ))}
    </div>
  );
}
