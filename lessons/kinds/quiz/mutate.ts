import type { FileChange, Mutator } from '../../certify/mutation/change.ts';
import { changeBetween } from '../../certify/mutation/mutate-files.ts';
import { type Answer, answerTo, readAnswers, withAnswer } from './answers.ts';
import type { FillIn, Ordering, Prediction, Question, QuizExercise } from './schema.ts';

/** Each answer changed in every way that a learner could get it wrong by one step, and left out. */
export const mutateQuiz: Mutator<QuizExercise> = ({ entry, checks }, { solution }) => {
  const source = solution[entry] ?? '';
  const answers = readAnswers(entry, source);
  if ('reason' in answers) return [];
  return checks.flatMap((question) => {
    const right = answerTo(answers, question.id);
    if (right === undefined) return [];
    return ['', ...wrongAnswers(question, right)].map(
      (answer): FileChange => ({
        file: entry,
        ...changeBetween('answer', source, withAnswer(source, question.id, answer)),
      }),
    );
  });
};

function wrongAnswers({ choice, ordering, predict, fillIn }: Question, right: Answer): readonly Answer[] {
  if (choice !== undefined) {
    const ids = choice.options.map(({ id }) => id);
    if (typeof right === 'string') return ids.filter((id) => id !== right);
    return ids.map((id) => (right.includes(id) ? right.filter((one) => one !== id) : [...right, id]));
  }
  if (ordering !== undefined) return typeof right === 'string' ? [] : swaps(ordering, right);
  const typed = predict ?? fillIn;
  return typed === undefined || typeof right !== 'string' ? [] : otherTexts(typed, right);
}

/** Neighbours changed, save those that may come in any order. */
function swaps({ items }: Ordering, right: readonly string[]): readonly Answer[] {
  const groupOf = (wanted: string) =>
    items.findIndex((item) =>
      Array.isArray(item)
        ? item.some(({ id }) => id === wanted)
        : (item as { readonly id: string }).id === wanted,
    );
  return right.slice(1).flatMap((second, at) => {
    const first = right[at];
    if (first === undefined || groupOf(first) === groupOf(second)) return [];
    return [[...right.slice(0, at), second, first, ...right.slice(at + 2)]];
  });
}

function otherTexts(typed: Prediction | FillIn, right: string): readonly Answer[] {
  const lines = right.trimEnd().split('\n');
  const shorter = lines.length > 1 ? [lines.slice(0, -1).join('\n'), lines.slice(1).join('\n')] : [];
  const beyond = 'number' in typed ? 1 + 2 * typed.tolerance : null;
  const numbers = 'number' in typed && beyond !== null ? [typed.number - beyond, typed.number + beyond] : [];
  return [...typed.mistakes.map(({ answer }) => answer), ...shorter, ...numbers.map(String)];
}
