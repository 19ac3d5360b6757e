import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { classNames } from '../../ui/class-names.ts';
import classes from './Panes.module.css';

export type PaneName = 'task' | 'editor' | 'results';

export interface PaneVisibility {
  readonly visible: Readonly<Record<PaneName, boolean>>;
  readonly toggle: (pane: PaneName) => void;
  readonly refs: Readonly<Record<PaneName, ReturnType<typeof usePanelRef>>>;
  readonly onSize: (pane: PaneName, size: number) => void;
}

export function usePaneVisibility(): PaneVisibility {
  const refs = { task: usePanelRef(), editor: usePanelRef(), results: usePanelRef() };
  const [visible, setVisible] = useState({ task: true, editor: true, results: true });
  return {
    visible,
    refs,
    toggle: (pane) => {
      const panel = refs[pane].current;
      if (panel?.isCollapsed()) panel.expand();
      else panel?.collapse();
    },
    onSize: (pane, size) => {
      const isVisible = size > 0;
      if (visible[pane] !== isVisible) setVisible((was) => ({ ...was, [pane]: isVisible }));
    },
  };
}

/** Whose panes they are: their names, and the sizes that are kept. */
export type PanesPlace = 'exercise' | 'playground';

interface PanesProps {
  readonly place?: PanesPlace;
  readonly visibility: PaneVisibility;
  readonly task: ReactNode;
  readonly editor: ReactNode;
  readonly results: ReactNode;
}

const narrow = '(max-width: 47.9375rem)';

/** Task, editor and results (or what stands in their place) side by side; below each other where the window is narrow or zoomed in. */
export function Panes({ place = 'exercise', visibility, task, editor, results }: PanesProps) {
  const { t } = useTranslation();
  const isNarrow = useSyncExternalStore(followNarrow, () => matchMedia(narrow).matches);
  const layout = useDefaultLayout({ id: `backline.${place}`, storage: localStorage });
  const sections = {
    task: (
      <PaneSection name="task" label={t(`${place}.task`)}>
        {task}
      </PaneSection>
    ),
    editor: (
      <PaneSection name="editor" label={t(`${place}.editor`)}>
        {editor}
      </PaneSection>
    ),
    results: (
      <PaneSection name="results" label={t(`${place}.results`)}>
        {results}
      </PaneSection>
    ),
  };
  if (isNarrow) {
    return (
      <div className={classes.stack}>
        {sections.task}
        {sections.editor}
        {sections.results}
      </div>
    );
  }
  const panel = (name: PaneName) => ({
    id: name,
    panelRef: visibility.refs[name],
    collapsible: true,
    collapsedSize: 0,
    onResize: ({ inPixels }: { inPixels: number }) => visibility.onSize(name, inPixels),
  });
  return (
    <Group
      id={`${place}-panes`}
      data-fills-window=""
      className={classNames(classes.group)}
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel {...panel('task')} defaultSize="27" minSize="13rem">
        {sections.task}
      </Panel>
      <Separator className={classNames(classes.separator)} aria-label={t(`${place}.resizeTask`)} />
      <Panel {...panel('editor')} defaultSize="39" minSize="18rem">
        {sections.editor}
      </Panel>
      <Separator className={classNames(classes.separator)} aria-label={t(`${place}.resizeResults`)} />
      <Panel {...panel('results')} defaultSize="34" minSize="17rem">
        {sections.results}
      </Panel>
    </Group>
  );
}

interface PaneSectionProps {
  readonly name: PaneName;
  readonly label: string;
  readonly children: ReactNode;
}

function PaneSection({ name, label, children }: PaneSectionProps) {
  return (
    <section
      className={classNames(classes.pane, classes[name])}
      aria-label={label}
      data-pane={name}
      tabIndex={-1}
    >
      {children}
    </section>
  );
}

const paneOrder = ['task', 'editor', 'results'] as const;

/** Moves the focus to the next pane that is not hidden. */
export function cyclePanes(
  visible: PaneVisibility['visible'],
  isBackward: boolean,
  editor: { readonly focus: () => void } | null,
): void {
  const order = paneOrder.filter((pane) => visible[pane]);
  const focused = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') as PaneName;
  const index = order.indexOf(focused);
  const step = isBackward ? -1 : 1;
  const next = order[index === -1 ? 0 : (index + step + order.length) % order.length];
  if (next === 'editor' && editor) editor.focus();
  else document.querySelector<HTMLElement>(`[data-pane="${next}"]`)?.focus();
}

function followNarrow(changed: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
