import type { Job } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { authorsFailure } from '../../grading/author-module.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import { authorsWords } from '../../grading/statement-place.ts';
import type { Answer } from './answers.ts';
import { code, explained, type Judge, right, wrong } from './judge.ts';
import { mistaken, typedText } from './judge-typed.ts';
import { type PrintOut, printOut } from './print-out.ts';
import { evenRows } from './same-rows.ts';
import { firstLineApart, lineCount, sameText } from './same-text.ts';
import { blank, type Mistake, type QuizExercise, type Runnable } from './schema.ts';
import { quizTexts } from './texts.ts';

type Context = GradeContext<QuizExercise>;
type Asked = Runnable & { readonly why: Mistake['why']; readonly mistakes: readonly Mistake[] };

/**
 * What the program really prints. Gives a finding instead of a judge where the computer was too busy
 * to tell. Throws an AuthorFault where the program does not run to its end.
 */
export async function judgePrediction(asked: Asked, context: Context, job: Job): Promise<Judge | Finding> {
  const printed = await authorsPrintOut(asked, sourceOf(asked, context), context, job);
  if (typeof printed !== 'string') return printed;
  const asking = { locale: context.locale, reveal: context.exercise.reveal };
  const texts = quizTexts[context.locale];
  const even = 'query' in asked ? evenRows : (text: string) => text;
  const isSame = (a: string, b: string) => sameText(even(a), even(b));
  return (answer) => {
    const text = typedText(answer, asking);
    if (typeof text !== 'string') return text;
    const line = firstLineApart(even(printed), even(text));
    if (line === null) return right([code(texts.prints, printed), explained(asked.why, asking)]);
    const shown = asking.reveal === 'all' ? [code(texts.prints, printed), explained(asked.why, asking)] : [];
    const message =
      line > lineCount(text)
        ? texts.printsMore
        : line > lineCount(printed)
          ? texts.printsLess
          : texts.printsOther(line);
    const mistake = asked.mistakes.find((one) => isSame(one.answer, text));
    return mistaken({ text, mistake }, wrong(message, texts.printsNext, shown), asking);
  };
}

/**
 * A blank in a program is right where the program then prints what it prints with the solution's
 * text in it. Otherwise as `judgePrediction`.
 */
export async function judgeBlank(
  { asked, solution }: { readonly asked: Asked; readonly solution: Answer | undefined },
  context: Context,
  job: Job,
): Promise<Judge | Finding> {
  const source = sourceOf(asked, context);
  const filled = (text: string) => source.replace(blank, () => text.trim());
  const [rightText] = [solution ?? ''].flat();
  const authors = await authorsPrintOut(asked, filled(rightText ?? ''), context, job);
  if (typeof authors !== 'string') return authors;
  const printed = authors;
  const asking = { locale: context.locale, reveal: context.exercise.reveal };
  const texts = quizTexts[context.locale];
  const why = explained(asked.why, asking);
  return async (answer) => {
    const text = typedText(answer, asking);
    if (typeof text !== 'string') return text;
    const outcome = await printOut({ run: asked, text: filled(text) }, context, job);
    if (outcome.status === 'printed' && sameText(outcome.text, printed)) {
      return right([code(texts.prints, printed), why]);
    }
    const shown = asking.reveal === 'all' ? [code(texts.rightAnswer, rightText ?? ''), why] : [];
    const mistake = asked.mistakes.find((one) => sameText(one.answer, text));
    return mistaken({ text, mistake }, notTheSame(outcome, shown), asking);
  };

  function notTheSame(outcome: PrintOut, shown: Finding['evidence']): Finding {
    switch (outcome.status) {
      case 'printed': {
        const evidence = [
          code(texts.shouldPrint, printed),
          code(texts.printsWithYours, outcome.text || texts.nothing),
          ...shown,
        ];
        return wrong(texts.printsOtherThanAsked, texts.printsOtherThanAskedNext, evidence);
      }
      case 'endless':
        return wrong(texts.endless, texts.endlessNext, shown);
      case 'failed': {
        // The place is in the program and not in the learner's file.
        const finding = describeFailure(outcome.failure, context.locale);
        return { ...finding, location: null, evidence: [...finding.evidence, ...shown] };
      }
    }
  }
}

function sourceOf(asked: Runnable, { resources }: Context): string {
  return resources[fileOf(asked)] ?? '';
}

function fileOf(asked: Runnable): string {
  return 'program' in asked ? asked.program : asked.query;
}

/** What the author's own program prints; a finding where its time ran out because the computer was busy. */
async function authorsPrintOut(
  run: Runnable,
  text: string,
  context: Context,
  job: Job,
): Promise<string | Finding> {
  const outcome = await printOut({ run, text }, context, job);
  const file = fileOf(run);
  if (outcome.status === 'printed') {
    if (outcome.text.trim() !== '') return outcome.text;
    throw new AuthorFault({
      en: `${file} prints nothing, so there is nothing to compare an answer with`,
      'pt-BR': `${file} não imprime nada, e por isso não há com que comparar uma resposta`,
    });
  }
  if (outcome.status === 'endless') {
    throw new AuthorFault({
      en: `${file} does not end: it goes on printing after a minute of its own clock`,
      'pt-BR': `${file} não termina: continua imprimindo depois de um minuto do próprio relógio`,
    });
  }
  const { failure } = outcome;
  const finding = describeFailure(failure, context.locale);
  const mayBeBusy = finding.starved === true && context.limits.wallMs === undefined;
  if (failure.kind === 'crash' || mayBeBusy) return finding;
  const words = 'query' in run ? authorsWords(failure, { file, text }) : authorsFailure(failure);
  throw new AuthorFault({
    en: `${file} does not run to its end: ${words.en}`,
    'pt-BR': `${file} não executa até o fim: ${words['pt-BR']}`,
  });
}
