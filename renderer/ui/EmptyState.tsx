import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** What to do next, or what will be here. */
  readonly text: string;
}

/** Stands where there is nothing yet. */
export function EmptyState({ title, text }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
