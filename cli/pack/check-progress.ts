import { styleText } from 'node:util';
import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import { expectedScore } from '../../lessons/certify/mutation/score-checks.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { formatCount, formatProgress } from './certificate-text.ts';

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface CheckProgress {
  readonly onBegin: (id: string, done: number, total: number) => void;
  readonly onExercise: (exercise: ExerciseCertificate, done: number, total: number) => void;
  /** Takes away what stands on the terminal for as long as the check lasts. */
  end(): void;
}

const barWidth = 20;

/**
 * How far a check is. Where somebody looks at a terminal: a bar that fills, and a line for each exercise with
 * something to mend. Otherwise a plain line for each exercise as it ends.
 */
export function showProgress(output: Output, locale: Locale): CheckProgress {
  if (output.isTTY !== true) {
    return {
      onBegin: () => {},
      onExercise: (exercise, done, total) =>
        output.write(`${formatProgress(exercise, { done, total }, locale)}\n`),
      end: () => {},
    };
  }
  const colours = !process.env.NO_COLOR;
  const dim = (text: string) => (colours ? styleText('dim', text, { validateStream: false }) : text);
  const clear = '\r\u001b[2K';
  const begun = new Set<string>();
  const draw = (done: number, total: number): void => {
    const filled = Math.round((barWidth * done) / Math.max(1, total));
    const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
    const count = formatCount(done, total, locale);
    const room = Math.max(0, (output.columns ?? 80) - barWidth - `  ${count}  `.length - 1);
    const names = [...begun].join(', ');
    const shown = names.length > room ? `${names.slice(0, Math.max(0, room - 1))}…` : names;
    output.write(`${clear}${bar} ${count}  ${dim(shown)}`);
  };
  return {
    onBegin: (id, done, total) => {
      begun.add(id);
      draw(done, total);
    },
    onExercise: (exercise, done, total) => {
      begun.delete(exercise.id);
      const isFine = exercise.findings.length === 0 && exercise.mutationScore >= expectedScore;
      if (!isFine) output.write(`${clear}${formatProgress(exercise, { done, total }, locale)}\n`);
      draw(done, total);
    },
    end: () => output.write(clear),
  };
}
