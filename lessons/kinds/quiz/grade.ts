import type { Job } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import type { Finding, GradeContext, Graded, Observed } from '../../grading/grader.ts';
import { type Answer, type Answers, answerTo, readAnswers, type UnreadableAnswers } from './answers.ts';
import { type Judge, unreadable, wrong } from './judge.ts';
import { judgeChoice } from './judge-choice.ts';
import { judgeOrdering } from './judge-ordering.ts';
import { judgeBlank, judgePrediction } from './judge-printing.ts';
import { judgeNumber, judgeText } from './judge-typed.ts';
import type { Question, QuizExercise } from './schema.ts';
import { quizTexts } from './texts.ts';

type Context = GradeContext<QuizExercise>;

/**
 * Judges the answer to one question. An answer that is not right is judged beside the solution's:
 * where that is not right either, the exercise is broken and the learner is not blamed.
 */
export async function gradeQuiz(question: Question, context: Context, job: Job): Promise<Graded> {
  const { exercise, files, solution, locale } = context;
  const texts = quizTexts[locale];
  const answers = readAnswers(exercise.entry, files[exercise.entry] ?? '');
  if ('reason' in answers) return unreadableFile(answers, context);
  const stranger = strangerIn(answers, exercise);
  if (stranger !== undefined) {
    const names = exercise.checks.map(({ id }) => id).join(', ');
    const finding = unreadable(texts.noQuestion(stranger), texts.questionsAre(names));
    return { ...finding, location: placeOf(answers.lineOf(stranger), exercise), endsAll: true };
  }

  const reference = readAnswers(`solution/${exercise.entry}`, solution[exercise.entry] ?? '');
  if ('reason' in reference) {
    throw new AuthorFault({
      en: `solution/${exercise.entry}, line ${reference.line}, cannot be read as answers`,
      'pt-BR': `solution/${exercise.entry}, linha ${reference.line}, não pode ser lida como respostas`,
    });
  }
  const theirs = answerTo(reference, question.id);
  if (theirs === undefined) {
    throw new AuthorFault({
      en: `solution/${exercise.entry} does not answer the question "${question.id}"`,
      'pt-BR': `solution/${exercise.entry} não responde à pergunta "${question.id}"`,
    });
  }
  const judge = await judgeOf({ question, theirs }, context, job);
  if (typeof judge !== 'function') return judge;
  const solved = await judge(theirs);
  if (solved.status !== 'passed') {
    const [file, line] = [`solution/${exercise.entry}`, reference.lineOf(question.id)];
    throw new AuthorFault({
      en: `${file}, line ${line}, does not answer "${question.id}" rightly: ${solved.message}`,
      'pt-BR': `${file}, linha ${line}, não dá a resposta certa para "${question.id}": ${solved.message}`,
    });
  }

  const answer = answerTo(answers, question.id);
  if (answer === undefined) return wrong(texts.unanswered, texts.unansweredNext);
  const finding = await judge(answer);
  if (finding.status === 'passed') return { ...finding, observe: async () => observe(answer, answers) };
  if (finding.reason !== 'unreadable') return finding;
  return { ...finding, location: placeOf(answers.lineOf(question.id), exercise) };
}

/** What the author's function is shown: the answer to this question, and those to all of them. */
function observe(answer: Answer, { byQuestion }: Answers): Observed {
  return { observation: { answer, answers: byQuestion }, world: null, evidence: [] };
}

interface ToJudge {
  readonly question: Question;
  /** The solution's answer. */
  readonly theirs: NonNullable<ReturnType<typeof answerTo>>;
}

async function judgeOf({ question, theirs }: ToJudge, context: Context, job: Job): Promise<Judge | Finding> {
  const asking = { locale: context.locale, reveal: context.exercise.reveal };
  const { choice, ordering, predict, fillIn } = question;
  if (choice !== undefined) return judgeChoice(choice, asking);
  if (ordering !== undefined) return judgeOrdering(ordering, asking);
  if (predict !== undefined) return judgePrediction(predict, context, job);
  if (fillIn === undefined) {
    throw new Error(`the question ${question.id} has no type, and its schema let it pass`);
  }
  if ('accept' in fillIn) return judgeText(fillIn, asking);
  if ('number' in fillIn) return judgeNumber(fillIn, asking);
  return judgeBlank({ asked: fillIn, solution: theirs }, context, job);
}

function strangerIn(answers: Answers, { checks }: QuizExercise): string | undefined {
  return Object.keys(answers.byQuestion).find((id) => !checks.some((check) => check.id === id));
}

function unreadableFile({ reason, line }: UnreadableAnswers, { exercise, locale }: Context): Finding {
  const texts = quizTexts[locale];
  const { entry } = exercise;
  const words = {
    yaml: unreadable(texts.notYaml(entry, line), texts.notYamlNext),
    shape: unreadable(texts.notAnswers(entry, line), texts.notAnswersNext),
    'too-long': unreadable(texts.fileTooLong(entry), texts.fileTooLongNext),
  };
  return { ...words[reason], location: placeOf(line, exercise), endsAll: true };
}

function placeOf(line: number, { entry }: QuizExercise) {
  return { file: entry, line, column: 1 };
}
