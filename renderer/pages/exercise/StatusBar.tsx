import { PanelLeft, PanelRight, SquareCode } from 'lucide-react';
import { Button as AriaButton, Group } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { ariaShortcut } from '../../ui/shortcuts.ts';
import type { PanesPlace, PaneVisibility } from './Panes.tsx';
import classes from './StatusBar.module.css';

interface StatusBarProps {
  readonly place?: PanesPlace;
  /** Null where no text is edited. */
  readonly position: { readonly line: number; readonly column: number } | null;
  readonly tabMovesFocus: boolean;
  readonly onToggleTab: () => void;
  readonly visibility: PaneVisibility;
}

export function StatusBar({ place = 'exercise', ...props }: StatusBarProps) {
  const { position, tabMovesFocus, onToggleTab, visibility } = props;
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
      <PaneToggles place={place} visibility={visibility} />
    </div>
  );
}

interface PaneTogglesProps {
  readonly place?: PanesPlace;
  readonly visibility: PaneVisibility;
}

/** Shows and hides the panes. */
export function PaneToggles({ place = 'exercise', visibility }: PaneTogglesProps) {
  const { t } = useTranslation();
  const { visible, toggle } = visibility;
  return (
    <Group className={classNames(classes.panes)} aria-label={t(`${place}.panes`)}>
      <IconButton
        label={t(visible.task ? `${place}.hideTask` : `${place}.showTask`)}
        icon={<PanelLeft size={15} aria-hidden="true" />}
        shortcut="task"
        onPress={() => toggle('task')}
      />
      <IconButton
        label={t(visible.editor ? `${place}.hideEditor` : `${place}.showEditor`)}
        icon={<SquareCode size={15} aria-hidden="true" />}
        shortcut="editor"
        onPress={() => toggle('editor')}
      />
      <IconButton
        label={t(visible.results ? `${place}.hideResults` : `${place}.showResults`)}
        icon={<PanelRight size={15} aria-hidden="true" />}
        shortcut="results"
        onPress={() => toggle('results')}
      />
    </Group>
  );
}
