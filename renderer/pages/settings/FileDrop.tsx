import { useEffect, useEffectEvent, useState } from 'react';
import classes from './FileDrop.module.css';

interface FileDropProps {
  /** What happens when the file is let go. */
  readonly hint: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes files that are dropped anywhere on the page. By keyboard there is a button that opens a file dialog. */
export function FileDrop({ hint, onFiles }: FileDropProps) {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onFiles);

  // The whole window is the target, and without a listener the browser would open the file in its place.
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      // Moving from one element to the next leaves too; only leaving the window has nowhere to go.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  if (!isOver) return null;
  return (
    <div className={classes.curtain} role="status">
      <p>{hint}</p>
    </div>
  );
}
