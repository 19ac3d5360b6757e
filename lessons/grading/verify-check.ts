import type { Job } from '../../sandbox/types.ts';
import type { Evidence } from '../format/evidence.ts';
import { type Locale, textIn } from '../format/locale.ts';
import { AuthorFault } from './author-fault.ts';
import { type Judgement, readJudgement, type SentByAuthor } from './author-judgement.ts';
import { type AuthorContext, openAuthorModule } from './author-module.ts';
import { describeFailure } from './describe-failure.ts';
import { toExchanges } from './exchange.ts';
import type { Finding, Graded, Observed } from './grader.ts';
import { showValue } from './show-value.ts';
import { verifyTexts } from './verify-texts.ts';
import { losesRecord, whatHappened } from './what-happened.ts';

interface Verified {
  readonly check: {
    readonly id: string;
    readonly verify?: { readonly file: string; readonly name: string } | undefined;
  };
  /** What the kind itself makes of a submission. */
  readonly grade: (files: AuthorContext['files']) => Promise<Graded>;
}

/**
 * What the kind found, and where that is a pass and the check has a function of the author's, what the
 * function found. Throws an AuthorFault where the solution does not satisfy it.
 */
export async function verifyCheck(verified: Verified, context: AuthorContext, job: Job): Promise<Finding> {
  const { check, grade } = verified;
  const { observe, ...finding } = await grade(context.files);
  if (check.verify === undefined || finding.status !== 'passed') return finding;
  const place = `exercise.yaml, "checks.${check.id}"`;
  if (observe === undefined) {
    throw new AuthorFault({
      en: `${place} has nothing that "verify" could look at`,
      'pt-BR': `${place} não tem nada que "verify" possa examinar`,
    });
  }
  const observed = await observe();
  if ('finding' in observed) return observed.finding;
  const judgement = await judge(check.verify, observed, context, job);
  if (judgement.status === 'held') return finding;
  const own = await judgeSolution(verified, context, job);
  if ('unsure' in own) return own.unsure;
  if (own.judgement.status !== 'held') {
    const theirs = describe(own.judgement, context.locale);
    if (theirs.starved === true && context.limits.wallMs === undefined) return theirs;
    throw solutionFails(`${place}, "verify.${check.verify.name}"`, theirs, context);
  }
  return show(describe(judgement, context.locale), observed, judgement.sent);
}

async function judge(
  verify: { readonly file: string; readonly name: string },
  { observation, world }: Observed,
  context: AuthorContext,
  job: Job,
): Promise<Judgement> {
  const author = await openAuthorModule(verify.file, context, job);
  const judged = await author.call('verify', [verify.name, observation], world ?? undefined);
  await author.close();
  return readJudgement(judged, `${verify.file}, ${verify.name}()`);
}

type OwnJudgement = { readonly judgement: Judgement } | { readonly unsure: Finding };

/** What the author's function says of the solution; unsure where the computer was too busy to tell. */
async function judgeSolution(
  { check, grade }: Verified,
  context: AuthorContext,
  job: Job,
): Promise<OwnJudgement> {
  const { observe, ...finding } = await grade(context.solution);
  if (finding.starved === true || finding.reason === 'crash') return { unsure: finding };
  if (observe === undefined || check.verify === undefined) {
    throw solutionFails(`exercise.yaml, "checks.${check.id}"`, finding, context);
  }
  const observed = await observe();
  if ('finding' in observed) return { unsure: observed.finding };
  return { judgement: await judge(check.verify, observed, context, job) };
}

function solutionFails(place: string, { message }: Finding, { exercise }: AuthorContext): AuthorFault {
  return new AuthorFault({
    en: `${place} does not hold for its own solution/${exercise.entry}: ${message}`,
    'pt-BR': `${place} não vale para a própria solution/${exercise.entry}: ${message}`,
  });
}

function describe(judgement: Exclude<Judgement, { status: 'held' }>, locale: Locale): Finding {
  if (judgement.status === 'failed') return describeFailure(judgement.failure, locale);
  const texts = verifyTexts[locale];
  const { words, values } = judgement;
  const evidence: readonly Evidence[] =
    values === null
      ? []
      : [
          {
            shape: 'text',
            title: texts.title,
            text: `${texts.expected}:\n${showValue(values.expected)}\n\n${texts.actual}:\n${showValue(values.actual)}`,
            format: 'code',
          },
        ];
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: words === null ? texts.broken : textIn(words, locale),
    nextStep: texts.brokenNext,
    location: null,
    evidence,
  };
}

async function show(
  finding: Finding,
  { evidence, world }: Observed,
  sent: readonly SentByAuthor[],
): Promise<Finding> {
  if (losesRecord(finding)) return { ...finding, evidence: [...finding.evidence, ...evidence] };
  const exchanges: readonly Evidence[] =
    sent.length === 0 ? [] : [{ shape: 'http', exchanges: [...toExchanges(sent)] }];
  const happened = world !== null && 'record' in world ? await whatHappened(world) : [];
  return { ...finding, evidence: [...finding.evidence, ...evidence, ...exchanges, ...happened] };
}
