import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Attempt, ExercisePage } from '../../../host/contract/contract.ts';
import type { Location } from '../../../lessons/format/evidence.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AttemptsList } from './attempts/AttemptsList.tsx';
import type { Files } from './draft-keeper.ts';
import { PassedCard } from './PassedCard.tsx';
import classes from './ResultsPane.module.css';
import { ReportView } from './report/ReportView.tsx';
import type { ViewedAttempt } from './report-order.ts';
import type { GradingOutcome, GradingRun } from './use-grading.ts';

interface ResultsPaneProps {
  readonly exercise: ExercisePage;
  readonly run: GradingRun | null;
  readonly outcome: GradingOutcome;
  /** Whether the files have changed since they were graded. */
  readonly isStale: boolean;
  readonly viewed: ViewedAttempt | null;
  readonly onView: (attempt: ViewedAttempt | null) => void;
  readonly files: Files;
  readonly openChecks: ReadonlySet<string>;
  readonly onOpenChecks: (open: ReadonlySet<string>) => void;
  readonly onGoTo: (location: Location) => void;
  readonly onRestore: (files: Files, done: string) => void;
  readonly onSubmit: () => void;
  readonly onGradeAgain: (attempt: Attempt) => void;
}

export function ResultsPane(props: ResultsPaneProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState('checks');
  const [shownOutcome, setShownOutcome] = useState(props.outcome);
  // A new outcome brings the checks to the front, whatever was looked at before.
  if (shownOutcome !== props.outcome) {
    setShownOutcome(props.outcome);
    setTab('checks');
  }
  const view: ResultsPaneProps['onView'] = (attempt) => {
    props.onView(attempt);
    setTab('checks');
  };
  return (
    <Tabs
      className={classNames(classes.tabs)}
      selectedKey={tab}
      onSelectionChange={(key) => setTab(String(key))}
    >
      <TabList aria-label={t('exercise.results')} className={classNames(classes.list)}>
        <Tab id="checks" className={classNames(classes.tab)}>
          {t('results.checks')}
        </Tab>
        <Tab id="attempts" className={classNames(classes.tab)}>
          {t('results.attempts')}
        </Tab>
      </TabList>
      <TabPanel id="checks" className={classNames(classes.panel)}>
        <div className={classNames(props.run && classes.running)} aria-busy={props.run !== null}>
          <Checks {...props} />
        </div>
      </TabPanel>
      <TabPanel id="attempts" className={classNames(classes.panel)}>
        <AttemptsList
          exerciseId={props.exercise.id}
          files={props.files}
          onView={view}
          onOpenChecks={props.onOpenChecks}
          onRestore={props.onRestore}
          onGradeAgain={props.onGradeAgain}
        />
      </TabPanel>
    </Tabs>
  );
}

function Checks(props: ResultsPaneProps) {
  const { outcome, viewed, exercise } = props;
  const { t } = useTranslation();
  const common = { openChecks: props.openChecks, onOpenChecks: props.onOpenChecks, onGoTo: props.onGoTo };
  if (viewed) {
    return (
      <>
        <ViewedBanner viewed={viewed} onBack={() => props.onView(null)} />
        <ReportView report={viewed.report} isStale={false} durationMs={viewed.durationMs} {...common} />
      </>
    );
  }
  switch (outcome.status) {
    case 'none':
      return (
        <EmptyState
          title={t('results.emptyTitle')}
          text={t(exercise.view === null ? 'results.emptyText' : 'results.emptyAnswers')}
        />
      );
    case 'cancelled':
      return <EmptyState title={t('results.cancelledTitle')} text={t('results.cancelledText')} />;
    case 'failed':
      return <FailureView title={t('results.failedTitle')} error={outcome.error} />;
    case 'graded':
      return (
        <ReportView
          report={outcome.report}
          isStale={props.isStale}
          durationMs={outcome.durationMs}
          {...common}
          lead={
            <>
              {outcome.again !== null && (
                <div className={classes.viewed}>
                  <Notice tone="info">
                    <p>{t('attempts.gradedAgain', { number: outcome.again })}</p>
                  </Notice>
                </div>
              )}
              <PassedCard
                report={outcome.report}
                attempt={outcome.attempt}
                exercise={exercise}
                onSubmit={props.onSubmit}
              />
            </>
          }
        />
      );
  }
}

function ViewedBanner({ viewed, onBack }: { viewed: ViewedAttempt; onBack: () => void }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(viewed.submittedAt),
  );
  return (
    <div className={classes.viewed}>
      <Notice
        tone="info"
        actions={
          <Button size="small" onPress={onBack}>
            {t('attempts.backToLatest')}
          </Button>
        }
      >
        <p>{t('attempts.viewing', { number: viewed.number, when })}</p>
        {viewed.changedSince && <p>{t('attempts.changedSince')}</p>}
      </Notice>
    </div>
  );
}
