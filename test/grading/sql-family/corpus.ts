import type { Corpus } from '../labelled.ts';
import { afterwards } from './afterwards.ts';
import type { Labelled } from './labelled.ts';
import { accountReport } from './submissions/account-report.ts';
import { closeAccounts } from './submissions/close-accounts.ts';
import { latestEvents } from './submissions/latest-events.ts';
import { library } from './submissions/library.ts';
import { spendPerCity } from './submissions/spend-per-city.ts';

const written = [
  { exercise: 'kinds/sql/spend-per-city', entry: 'query.sql', submissions: spendPerCity },
  { exercise: 'kinds/sql/close-accounts', entry: 'script.sql', submissions: closeAccounts },
  { exercise: 'kinds/sql/account-report', entry: 'queries.sql', submissions: accountReport },
  { exercise: 'kinds/schema/library', entry: 'schema.sql', submissions: library },
  { exercise: 'kinds/plan/latest-events', entry: 'query.sql', submissions: latestEvents },
];

/** The labelled submissions to the exercises that are answered in SQL. A label names one check; the others are open. */
export const corpora: readonly Corpus[] = written.map(({ exercise, entry, submissions }) => {
  const filed = ({ name, sort, sql, failsAt }: Labelled) => ({
    name,
    sort,
    files: { [entry]: sql },
    failsAt: failsAt === null ? {} : { [failsAt.check]: failsAt.status },
  });
  return {
    exercise,
    unnamed: 'open',
    submissions: submissions.map(filed),
    afterwards: (afterwards[exercise] ?? []).map(filed),
  };
});
