import type { Evidence } from '../format/evidence.ts';
import type { LocalizedText } from '../format/locale.ts';
import { AuthorFault } from './author-fault.ts';
import type { Finding } from './grader.ts';

type Files = Readonly<Record<string, string>>;

export interface Mistakes {
  /** `wrong` of the exercise. */
  readonly declared: Readonly<
    Record<string, { readonly caughtBy: string; readonly nextStep?: LocalizedText | undefined }>
  >;
  /** The files of those that have words of their own. */
  readonly files: Readonly<Record<string, Files>>;
  /** Grades one of them by the check in question, with the submission's own seed. */
  readonly grade: (files: Files) => Promise<Finding>;
}

/** Known wrong answers of one check that may have words: each costs a run of the check where it failed. */
export const mostWithWords = 4;

/**
 * The author's words for the known wrong answer that a submission behaves like at this check; null where
 * it behaves like none. Each is run anew, so that what is told can never be out of date.
 */
export async function wordsOfMistake(
  checkId: string,
  finding: Finding,
  { declared, files, grade }: Mistakes,
): Promise<LocalizedText | null> {
  if (finding.status !== 'failed') return null;
  const behaviour = behaviourOf(finding);
  for (const [name, { caughtBy, nextStep }] of Object.entries(declared)) {
    const own = files[name];
    if (caughtBy !== checkId || nextStep === undefined || own === undefined) continue;
    if (behaviourOf(await gradeQuietly(grade, own)) === behaviour) return nextStep;
  }
  return null;
}

/** An author's fault that only a wrong answer brings out must not keep a learner from their verdict. */
async function gradeQuietly(grade: Mistakes['grade'], files: Files): Promise<Finding | null> {
  try {
    return await grade(files);
  } catch (error) {
    if (error instanceof AuthorFault) return null;
    throw error;
  }
}

/** What can be seen of a submission, without how it is written: its lines, its SQL and what it prints. */
function behaviourOf(finding: Finding | null): string {
  if (finding === null) return '';
  const { status, reason, message, evidence } = finding;
  const seen = evidence.filter(({ shape }) => shape !== 'log').map(withoutSource);
  return JSON.stringify([status, reason, message, seen]);
}

function withoutSource(evidence: Evidence): object {
  if (evidence.shape !== 'statements') return evidence;
  const statements = evidence.statements.map(({ runs, rows, costly }) => ({ runs, rows, costly }));
  return { ...evidence, statements };
}
