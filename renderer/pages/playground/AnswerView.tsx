import { useTranslation } from 'react-i18next';
import type { PlaygroundActivity } from '../../../host/contract/playground.ts';
import type { Location } from '../../../lessons/format/evidence.ts';
import { HttpBody } from '../../evidence/HttpBody.tsx';
import { LogView } from '../../evidence/LogView.tsx';
import { StatementsView } from '../../evidence/StatementsView.tsx';
import { TimelineView } from '../../evidence/TimelineView.tsx';
import { useSession } from '../../session/Session.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import classes from './AnswerView.module.css';
import { ProgramFailure } from './ProgramFailure.tsx';
import type { Answer } from './use-world.ts';

interface AnswerViewProps {
  readonly answer: Answer | null;
  readonly onGoTo: (location: Location) => void;
}

/** What the program answered, and what it did meanwhile. */
export function AnswerView({ answer, onGoTo }: AnswerViewProps) {
  const { t } = useTranslation();
  if (answer === null) {
    return <EmptyState title={t('playground.empty')} text={t('playground.emptyText')} />;
  }
  switch (answer.kind) {
    case 'error':
      return <FailureView error={answer.error} />;
    case 'failed':
      return (
        <div className={classes.answer}>
          <ProgramFailure failure={answer.failure} onGoTo={onGoTo} />
          {answer.activity && <Activity activity={answer.activity} onGoTo={onGoTo} />}
        </div>
      );
    case 'started':
      return (
        <div className={classes.answer}>
          <h2 className={classes.title}>{t('playground.startedTitle')}</h2>
          <p className={classes.text}>{t('playground.startedText')}</p>
          <Activity activity={answer.activity} onGoTo={onGoTo} />
        </div>
      );
    case 'advanced':
      return (
        <div className={classes.answer}>
          <h2 className={classes.title}>{t('playground.advancedTitle')}</h2>
          <Activity activity={answer.activity} onGoTo={onGoTo} />
        </div>
      );
    case 'response':
      return <ResponseView answer={answer} onGoTo={onGoTo} />;
  }
}

interface ResponseViewProps {
  readonly answer: Extract<Answer, { kind: 'response' }>;
  readonly onGoTo: (location: Location) => void;
}

function ResponseView({ answer, onGoTo }: ResponseViewProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const { sent, request } = answer;
  const response = sent.http.exchanges[0]?.response;
  // The host gives an exchange with its response, or says that it failed.
  if (!response) return null;
  const { status, statusText, headers, body } = response;
  const milliseconds = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: sent.durationMs < 10 ? 1 : 0,
  });
  return (
    <div className={classes.answer}>
      <div className={classes.head}>
        <h2 className={classNames(classes.status, classes[toneOf(status)])}>
          <span className="visually-hidden">{t('evidence.http.status')} </span>
          {status} {statusText}
        </h2>
        <span>{milliseconds.format(sent.durationMs)}</span>
        <span>{t('evidence.bytes', { count: body.bytes })}</span>
      </div>
      <p className={classes.request} translate="no">
        <strong>{request.method}</strong> {request.path}
      </p>
      <section className={classes.part}>
        <h3>{t('evidence.http.body')}</h3>
        <div className={classes.body}>
          <HttpBody key={body.text} label={t('evidence.http.responseBody')} body={body} differences={[]} />
        </div>
      </section>
      <details className={classes.part}>
        <summary>
          {t('evidence.http.responseHeaders')} <span className={classes.count}>{headers.length}</span>
        </summary>
        <dl className={classes.headers} translate="no">
          {headers.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may be there twice
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Activity activity={sent.activity} onGoTo={onGoTo} />
      {answer.atStart && !isQuiet(answer.atStart) && (
        <details className={classes.part}>
          <summary>{t('playground.atStart')}</summary>
          <div className={classes.activity}>
            <Activity activity={answer.atStart} onGoTo={onGoTo} />
          </div>
        </details>
      )}
    </div>
  );
}

interface ActivityProps {
  readonly activity: PlaygroundActivity;
  readonly onGoTo: (location: Location) => void;
}

/** What happened during one call. Nothing is drawn of what did not. */
function Activity({ activity, onGoTo }: ActivityProps) {
  const { t } = useTranslation();
  const { log, statements, timeline } = activity;
  if (isQuiet(activity)) {
    return <p className={classes.text}>{t('playground.quiet')}</p>;
  }
  return (
    <>
      {(log.entries.length > 0 || log.dropped > 0) && <LogView evidence={log} onGoTo={onGoTo} />}
      {statements.statements.length > 0 && <StatementsView evidence={statements} onGoTo={onGoTo} />}
      {timeline.events.length > 1 && <TimelineView evidence={timeline} />}
    </>
  );
}

/** One event alone is the request, or a timer that nobody waits for. */
function isQuiet({ log, statements, timeline }: PlaygroundActivity): boolean {
  const isSilent = log.entries.length === 0 && log.dropped === 0;
  return isSilent && statements.statements.length === 0 && timeline.events.length < 2;
}

function toneOf(status: number): 'fine' | 'moved' | 'wrong' {
  if (status < 300) return 'fine';
  return status < 400 ? 'moved' : 'wrong';
}
