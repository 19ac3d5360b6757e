import { Check as CheckIcon, Minus, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidenceView } from '../../../renderer/evidence/EvidenceView.tsx';
import { classNames } from '../../../renderer/ui/class-names.ts';
import { Markdown } from '../../../renderer/ui/Markdown.tsx';
import type { Locale } from '../../format/locale.ts';
import type { Check, CheckStatus } from '../../format/report.ts';
import type { Answer } from './answers.ts';
import { ChoiceInput } from './ChoiceInput.tsx';
import { OrderingInput } from './OrderingInput.tsx';
import { TypedInput } from './TypedInput.tsx';
import classes from './View.module.css';
import type { QuestionView } from './view-data.ts';

interface QuestionCardProps {
  readonly number: number;
  readonly question: QuestionView;
  readonly lang: Locale;
  readonly answer: Answer | undefined;
  readonly onAnswer: (answer: Answer) => void;
  /** What this very answer came to; null where it is not graded. */
  readonly check: Check | null;
}

export function QuestionCard({ number, question, lang, answer, onAnswer, check }: QuestionCardProps) {
  const nameId = useId();
  return (
    <section className={classes.question} aria-labelledby={nameId}>
      <h2 id={nameId} className={classes.name}>
        <span className={classes.number}>{number}</span>
        <span lang={lang}>{question.name}</span>
      </h2>
      <Markdown density="task" lang={lang}>
        {question.question}
      </Markdown>
      <AnswerInput question={question} lang={lang} answer={answer} onAnswer={onAnswer} labelledBy={nameId} />
      {check && <Verdict check={check} own={ownWords(question, answer)} />}
    </section>
  );
}

interface AnswerInputProps extends Pick<QuestionCardProps, 'question' | 'lang' | 'answer' | 'onAnswer'> {
  readonly labelledBy: string;
}

function AnswerInput({ question, lang, answer, onAnswer, labelledBy }: AnswerInputProps) {
  const { asked } = question;
  const common = { lang, onAnswer, labelledBy };
  const text = typeof answer === 'string' ? answer : '';
  switch (asked.type) {
    case 'choice':
      return <ChoiceInput asked={asked} chosen={answer === undefined ? [] : [answer].flat()} {...common} />;
    case 'ordering':
      return (
        <OrderingInput asked={asked} order={answer === undefined ? null : [answer].flat()} {...common} />
      );
    case 'predict':
    case 'fill-in':
      return <TypedInput asked={asked} text={text} {...common} />;
    default:
      return asked satisfies never;
  }
}

const icons = { passed: CheckIcon, failed: X, error: X, 'not-run': Minus } as const;
const looks = {
  passed: classes.passed,
  failed: classes.failed,
  error: classes.failed,
  'not-run': classes.notRun,
} as const satisfies Record<CheckStatus, unknown>;

/** What an answer came to, and why. */
function Verdict({ check, own }: { check: Check; own: string }) {
  const { t } = useTranslation();
  const Icon = icons[check.status];
  // What is read just above need not be read again.
  const evidence = check.evidence.filter((one) => one.shape !== 'text' || one.text !== own);
  const message = check.status === 'not-run' ? t('results.notRunSubmit') : check.message;
  return (
    <div className={classes.verdict}>
      <p className={classes.outcome}>
        <span className={classNames(classes.status, looks[check.status])}>
          <Icon size={12} strokeWidth={3} aria-hidden="true" />
          {word()}
        </span>
        {message && <span>{message}</span>}
      </p>
      {evidence.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
        <EvidenceView key={at} evidence={one} onGoTo={() => {}} />
      ))}
    </div>
  );

  function word(): string {
    if (check.status === 'passed') return t('quiz.right');
    if (check.status === 'failed') return t('quiz.wrong');
    return check.reason ? t(`results.reason.${check.reason}`) : t(`results.status.${check.status}`);
  }
}

/** An answer as a report repeats it. */
function ownWords({ asked }: QuestionView, answer: Answer | undefined): string {
  const items = asked.type === 'ordering' ? asked.items : [];
  const textOf = (id: string) => items.find((item) => item.id === id)?.text ?? '';
  return Array.isArray(answer)
    ? answer.map((id, at) => `${at + 1}. ${textOf(id)}`).join('\n')
    : String(answer ?? '').trimEnd();
}
