import { type ReactNode, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { classNames } from '../ui/class-names.ts';
import classes from './Frame.module.css';

interface FrameProps {
  readonly label: string;
  /** Stands beside the label, at the end of the line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** The box around one piece of evidence: what it is above, the evidence below. */
export function Frame({ label, aside, children }: FrameProps) {
  return (
    <figure className={classes.frame} aria-label={label}>
      <figcaption className={classes.caption}>
        <span className={classes.label}>{label}</span>
        {aside}
      </figcaption>
      {children}
    </figure>
  );
}

/** Content wider or longer than its place, scrollable by keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}

interface ViewChoiceProps<View extends string> {
  readonly label: string;
  readonly views: Readonly<Record<View, string>>;
  readonly chosen: View;
  readonly onChoose: (view: View) => void;
}

/** Chooses between two ways of seeing the same, e.g. a chart and its table. */
export function ViewChoice<View extends string>({ label, views, chosen, onChoose }: ViewChoiceProps<View>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onChoose(key as View);
      }}
      className={classNames(classes.choice)}
    >
      {Object.entries(views).map(([view, name]) => (
        <ToggleButton key={view} id={view} className={classNames(classes.toggle)}>
          {String(name)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** The first `size` of a list, and more on demand. */
export function useFirst<Item>(items: readonly Item[], size: number) {
  const [limit, setLimit] = useState(size);
  return {
    shown: items.slice(0, limit),
    hidden: Math.max(0, items.length - limit),
    showMore: () => setLimit(limit + size),
  };
}
