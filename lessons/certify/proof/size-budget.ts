import type { LoadedExercise } from '../../format/load-exercise.ts';
import type { Problem } from '../../format/problem.ts';
import { type Files, type Proving, problemAt } from './proving.ts';

const mebibyte = 1024 * 1024;
/** What one exercise may hold. It is read whole before the first check runs, on a classroom's computer. */
const largestExercise = 4 * mebibyte;
/** What goes from the window to the grader and into the learner's data with every attempt. */
const largestSubmission = mebibyte / 4;

/** Whether the exercise is small enough to be opened, sent and kept without anyone waiting. */
export function checkSizes(proving: Proving, mistakes: Readonly<Record<string, Files>>): readonly Problem[] {
  const { exercise } = proving;
  const problems: Problem[] = [];
  for (const [name, files] of submissionsOf(exercise, mistakes)) {
    const size = sizeOf(files);
    if (size <= largestSubmission) continue;
    const message = {
      en: `${name}/ has ${kibibytes(size)}; a submission may have ${kibibytes(largestSubmission)}`,
      'pt-BR': `${name}/ tem ${kibibytes(size)}; um envio pode ter ${kibibytes(largestSubmission)}`,
    };
    problems.push(problemAt(proving, [], message));
  }
  const whole = [...submissionsOf(exercise, mistakes).map(([, files]) => files), exercise.resources];
  const size = whole.reduce((sum, files) => sum + sizeOf(files), 0);
  if (size > largestExercise) {
    const message = {
      en: `the exercise has ${kibibytes(size)} of files; it may have ${kibibytes(largestExercise)}`,
      'pt-BR': `o exercício tem ${kibibytes(size)} de arquivos; pode ter ${kibibytes(largestExercise)}`,
    };
    problems.push(problemAt(proving, [], message));
  }
  return problems;
}

function submissionsOf({ starter, solution }: LoadedExercise, mistakes: Readonly<Record<string, Files>>) {
  const wrong = Object.entries(mistakes).map(([name, files]) => [`wrong/${name}`, files] as const);
  return [['starter', starter], ['solution', solution], ...wrong] as const;
}

function sizeOf(files: Files): number {
  return Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function kibibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
