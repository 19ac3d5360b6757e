import { type DiffLine, lineDiff } from '../../grading/line-diff.ts';
import type { ReviewExercise, Side } from './schema.ts';

/** One file under review. */
export interface ChangedFile {
  readonly path: string;
  /** Its lines from top to bottom, those that were taken away among them. */
  readonly lines: readonly DiffLine[];
  readonly texts: Readonly<Record<Side, string>>;
}

export function changedFiles(
  { files }: ReviewExercise,
  resources: Readonly<Record<string, string>>,
): readonly ChangedFile[] {
  return files.map(({ path, before, after }) => {
    const [old, text] = [before, after].map((name) => textOf(name, resources));
    const texts = { before: old ?? '', after: text ?? '' };
    return { path, texts, lines: lineDiff(before === undefined ? texts.after : texts.before, texts.after) };
  });
}

/** The line's number on a side, where it can be marked: a line that stays is one of the new text. */
export function lineOn(side: Side, line: DiffLine): number | null {
  return side === 'after' ? line.after : line.mark === 'removed' ? line.before : null;
}

function textOf(name: string | undefined, resources: Readonly<Record<string, string>>): string {
  return (name === undefined ? '' : (resources[name] ?? '')).replace(/\r?\n$/, '').replaceAll('\r\n', '\n');
}
