import { PanelLeft, PanelRight, SquareCode } from 'lucide-react';
import { Button as AriaButton, Group } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { ariaShortcut } from '../../ui/shortcuts.ts';
import type { PaneVisibility } from './Panes.tsx';
import classes from './StatusBar.module.css';

interface StatusBarProps {
  /** Null where no text is edited. */
  readonly position: { readonly line: number; readonly column: number } | null;
  readonly tabMovesFocus: boolean;
  readonly onToggleTab: () => void;
  readonly visibility: PaneVisibility;
}

export function StatusBar({ position, tabMovesFocus, onToggleTab, visibility }: StatusBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.bar}>
      {position && (
        <>
          <span className={classes.position}>{t('exercise.position', position)}</span>
          <AriaButton
            className={classNames(classes.trap)}
            onPress={onToggleTab}
            aria-keyshortcuts={ariaShortcut('tab')}
          >
            {t(tabMovesFocus ? 'exercise.tabMoves' : 'exercise.tabInserts')}
            <Kbd shortcut="tab" />
          </AriaButton>
        </>
      )}
      <span className={classes.grow} />
      <PaneToggles visibility={visibility} />
    </div>
  );
}

/** Shows and hides the panes. */
export function PaneToggles({ visibility }: { visibility: PaneVisibility }) {
  const { t } = useTranslation();
  const { visible, toggle } = visibility;
  return (
    <Group className={classNames(classes.panes)} aria-label={t('exercise.panes')}>
      <IconButton
        label={t(visible.task ? 'exercise.hideTask' : 'exercise.showTask')}
        icon={<PanelLeft size={15} aria-hidden="true" />}
        shortcut="task"
        onPress={() => toggle('task')}
      />
      <IconButton
        label={t(visible.editor ? 'exercise.hideEditor' : 'exercise.showEditor')}
        icon={<SquareCode size={15} aria-hidden="true" />}
        shortcut="editor"
        onPress={() => toggle('editor')}
      />
      <IconButton
        label={t(visible.results ? 'exercise.hideResults' : 'exercise.showResults')}
        icon={<PanelRight size={15} aria-hidden="true" />}
        shortcut="results"
        onPress={() => toggle('results')}
      />
    </Group>
  );
}
