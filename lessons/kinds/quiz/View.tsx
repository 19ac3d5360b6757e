import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../renderer/ui/Button.tsx';
import { Notice } from '../../../renderer/ui/Notice.tsx';
import type { KindViewProps } from '../view-props.ts';
import { type Answer, type Answers, answerTo, readAnswers, withAnswer } from './answers.ts';
import { QuestionCard } from './QuestionCard.tsx';
import classes from './View.module.css';
import { quizViewSchema } from './view-data.ts';

/** The questions below each other. An answer goes into the draft as it is given. */
export function QuizView({ data, lang, files, entry, onType, graded, onEditAsText }: KindViewProps) {
  const { t } = useTranslation();
  const { questions } = useMemo(() => quizViewSchema.parse(data), [data]);
  const text = files[entry] ?? '';
  const answers = readAnswers(entry, text);
  if ('reason' in answers) {
    return (
      <div className={classes.quiz}>
        <Notice
          tone="warning"
          title={t('quiz.unreadable', { file: entry })}
          actions={<Button onPress={onEditAsText}>{t('exercise.asText')}</Button>}
        >
          <p>{t('quiz.unreadableText', { line: answers.line })}</p>
        </Notice>
      </div>
    );
  }
  const gradedAnswers = graded === null ? null : readAnswers(entry, graded.files[entry] ?? '');
  const answered = questions.filter(({ id }) => answerTo(answers, id) !== undefined).length;
  return (
    <div className={classes.quiz}>
      <p className={classes.progress} role="status">
        {t('quiz.answered', { answered, count: questions.length })}
      </p>
      {questions.map((question, at) => {
        const answer = answerTo(answers, question.id);
        const isAsGraded =
          answer !== undefined && gradedAnswers !== null && isSame(gradedAnswers, answers, question.id);
        return (
          <QuestionCard
            key={question.id}
            number={at + 1}
            question={question}
            lang={lang}
            answer={answer}
            onAnswer={(given) => onType(entry, withAnswer(text, question.id, given))}
            check={(isAsGraded && graded?.checks.find(({ id }) => id === question.id)) || null}
          />
        );
      })}
    </div>
  );
}

/** Whether a question's answer is still the one that was graded. */
function isSame(graded: ReturnType<typeof readAnswers>, now: Answers, question: string): boolean {
  if ('reason' in graded) return false;
  const written = (answer: Answer | undefined) => JSON.stringify(answer ?? null);
  return written(answerTo(graded, question)) === written(answerTo(now, question));
}
