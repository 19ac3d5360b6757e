import type { Labelled } from './labelled.ts';
import { accountReport } from './submissions/account-report.ts';
import { closeAccounts } from './submissions/close-accounts.ts';
import { latestEvents } from './submissions/latest-events.ts';
import { library } from './submissions/library.ts';
import { spendPerCity } from './submissions/spend-per-city.ts';

/** The labelled submissions by the exercise of the pack `kinds` that they answer. */
export const corpus: Readonly<Record<string, readonly Labelled[]>> = {
  'kinds/sql/spend-per-city': spendPerCity,
  'kinds/sql/close-accounts': closeAccounts,
  'kinds/sql/account-report': accountReport,
  'kinds/schema/library': library,
  'kinds/plan/latest-events': latestEvents,
};
