import { ChevronLeft, ChevronRight, Plus, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '../../../host/contract/contract.ts';
import type {
  DatabaseObject,
  PlaygroundFailure,
  RowChange,
  RowKey,
} from '../../../host/contract/playground.ts';
import type { Cell } from '../../../lessons/format/evidence.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useToast } from '../../ui/Toasts.tsx';
import classes from './DatabaseView.module.css';
import { NewRowDialog } from './NewRowDialog.tsx';
import { ProgramFailure } from './ProgramFailure.tsx';
import { Question } from './Question.tsx';
import { RowsGrid } from './RowsGrid.tsx';
import type { PlaygroundWorldHandle } from './use-world.ts';
import { ValueDialog } from './ValueDialog.tsx';

interface TableRowsProps {
  readonly world: PlaygroundWorldHandle;
  readonly database: string;
  readonly table: DatabaseObject;
}

type Page = Extract<MethodOutput<'playground.rows'>, { status: 'read' }>;
type Editing =
  | { readonly kind: 'value'; readonly key: RowKey; readonly column: string; readonly cell: Cell }
  | { readonly kind: 'new' }
  | { readonly kind: 'delete'; readonly key: RowKey }
  | null;

const pageSize = 50;

/** The rows of a table, a page at a time, which can be changed one by one. */
export function TableRows({ world, database, table }: TableRowsProps) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const [offset, setOffset] = useState(0);
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<PlaygroundFailure | null>(null);
  const [editing, setEditing] = useState<Editing>(null);
  const [refused, setRefused] = useState<PlaygroundFailure | null>(null);

  const load = useEffectEvent(async (isGone: () => boolean) => {
    try {
      const answer = await world.ask((place) =>
        host.call('playground.rows', { ...place, database, table: table.name, offset, limit: pageSize }),
      );
      if (isGone()) return;
      setFailure(answer.status === 'failed' ? answer.failure : null);
      if (answer.status === 'read') setPage(answer);
    } catch (error) {
      if (!isGone()) showToast({ text: describeFailure(error, t).message });
    }
  });
  // The rows lie outside this window, and anything that ran may have changed them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when to look again
  useEffect(() => {
    let isGone = false;
    void load(() => isGone);
    return () => {
      isGone = true;
    };
  }, [table, offset]);

  const close = () => {
    setEditing(null);
    setRefused(null);
  };
  const apply = async (change: RowChange, done: string) => {
    try {
      const answer = await world.ask((place) =>
        host.call('playground.edit', { ...place, database, table: table.name, change }),
      );
      if (answer.status === 'failed') return setRefused(answer.failure);
      close();
      showToast({ text: answer.status === 'gone' ? t('playground.rowGone') : done });
      world.changed();
    } catch (error) {
      showToast({ text: describeFailure(error, t).message });
    }
  };

  const total = page?.total ?? 0;
  const from = total === 0 ? 0 : offset + 1;
  const to = Math.min(offset + pageSize, total);
  const canWrite = table.kind === 'table';
  return (
    <>
      <div className={classes.toolbar}>
        {canWrite && (
          <Button
            size="small"
            icon={<Plus size={13} aria-hidden="true" />}
            onPress={() => setEditing({ kind: 'new' })}
          >
            {t('playground.addRow')}
          </Button>
        )}
        <span className={classes.grow} />
        <span className={classes.range}>{t('playground.rowsShown', { from, to, total })}</span>
        <IconButton
          label={t('playground.earlier')}
          icon={<ChevronLeft size={15} aria-hidden="true" />}
          onPress={() => setOffset(Math.max(0, offset - pageSize))}
        />
        <IconButton
          label={t('playground.later')}
          icon={<ChevronRight size={15} aria-hidden="true" />}
          onPress={() => setOffset(offset + pageSize < total ? offset + pageSize : offset)}
        />
      </div>
      {failure && <ProgramFailure failure={failure} />}
      {page && !failure && (
        <RowsGrid
          label={t('playground.rowsOf', { table: table.name })}
          columns={page.columns}
          rows={page.rows}
          isEditable={(column) =>
            canWrite && table.columns.find(({ name }) => name === column)?.generated === false
          }
          onEdit={(key, column, cell) => setEditing({ kind: 'value', key, column, cell })}
          actionsOf={(key, number) => (
            <IconButton
              label={t('playground.deleteRow', { number: offset + number })}
              icon={<Trash2 size={13} aria-hidden="true" />}
              onPress={() => setEditing({ kind: 'delete', key })}
            />
          )}
        />
      )}
      {page?.total === 0 && !failure && <p className={classes.none}>{t('playground.noRows')}</p>}
      {table.sql !== null && (
        <details className={classes.made}>
          <summary>{t('playground.madeWith')}</summary>
          <pre translate="no">{table.sql}</pre>
        </details>
      )}
      {editing?.kind === 'value' && (
        <ValueDialog
          column={editing.column}
          cell={editing.cell}
          failure={refused}
          onClose={close}
          onSave={(value) =>
            void apply(
              { kind: 'update', key: editing.key, column: editing.column, value },
              t('playground.valueSaved'),
            )
          }
        />
      )}
      {editing?.kind === 'new' && (
        <NewRowDialog
          table={table}
          failure={refused}
          onClose={close}
          onSave={(values) => void apply({ kind: 'insert', values }, t('playground.rowAdded'))}
        />
      )}
      <Question
        isOpen={editing?.kind === 'delete'}
        title={t('playground.deleteTitle')}
        text={t('playground.deleteText', { table: table.name })}
        failure={refused}
        action={t('playground.deleteDo')}
        onClose={close}
        onAct={() => {
          if (editing?.kind !== 'delete') return;
          void apply({ kind: 'delete', key: editing.key }, t('playground.rowDeleted'));
        }}
      />
    </>
  );
}
