import type { Job } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { countStatements } from '../../grading/count-statements.ts';
import { insertScript, transactionOf } from '../../grading/dataset-script.ts';
import { decodeBody } from '../../grading/exchange.ts';
import { generateData } from '../../grading/generate-data.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { withWhatHappened } from '../../grading/what-happened.ts';
import type { HttpBudget } from './budget-schema.ts';
import { budgetTexts } from './budget-texts.ts';
import { type Cost, checkBudget, type Overrun } from './check-budget.ts';
import { compareResponse, parseJson } from './compare-response.ts';
import { describeOverrun } from './describe-overrun.ts';
import type { Context } from './findings.ts';
import { grownNoun } from './grown-noun.ts';
import { letSettle } from './let-settle.ts';
import { type Databases, databasesOf, openApp, resourceText } from './open-app.ts';
import type { HttpExpectation } from './request-schema.ts';
import { describeDifferences, newTrail, runSteps, type Trail } from './run-steps.ts';
import type { HttpCheck } from './schema.ts';

export interface Budgeted {
  readonly check: HttpCheck;
  readonly budget: HttpBudget;
}

/**
 * Runs the steps on growing data, the solution first: its answers are what is right there, and a
 * budget that it breaks is the author's to mend.
 */
export async function gradeBudget(budgeted: Budgeted, context: Context, job: Job): Promise<Finding> {
  const { budget } = budgeted;
  const costs: Cost[] = [];
  const reference: Cost[] = [];
  for (const size of budget.sizes) {
    const data = growData(budgeted, size, context);
    const right = await runOn(data, { budgeted, files: context.solution }, context, job);
    if (right.finding !== null) return solutionFailed(right.finding, budgeted, size);
    reference.push(right.cost);
    const broken = checkBudget(budget, reference);
    if (broken !== null) throw budgetTooSmall(broken, budgeted);
    const own = { budgeted, files: context.files, like: budget.likeSolution ? right.trail : null };
    const { finding, cost } = await runOn(data, own, context, job);
    if (finding !== null) {
      const overrun = checkBudget(budget, costs);
      // Too slow on larger data is what a broken budget leads to: the cause is told rather than the effect.
      if (finding.reason === 'time' && finding.starved !== true && overrun !== null) {
        return describeOverrun({ overrun, costs }, budget, context.locale);
      }
      return atSize(finding, budget, data.grown, context);
    }
    costs.push(cost);
  }
  const overrun = checkBudget(budget, costs);
  if (overrun !== null) return describeOverrun({ overrun, costs }, budget, context.locale);
  return costs.every(({ complete }) => complete) ? passed : uncounted(context);
}

interface GrownData {
  readonly size: number;
  readonly grown: number;
  readonly databases: Databases;
}

function growData({ check, budget }: Budgeted, size: number, context: Context): GrownData {
  const { base } = budget.generate;
  const tables = generateData(budget.generate, { seed: context.seed, size });
  const growing = budget.generate.tables.findIndex(({ rows }) => typeof rows !== 'number');
  const text = `${resourceText(base, context.resources)}\n;\n${transactionOf(insertScript(tables))}`;
  return {
    size,
    grown: tables[growing]?.rows.length ?? size,
    databases: { ...databasesOf(check, context), [budget.database]: { file: base, text } },
  };
}

interface Program {
  readonly budgeted: Budgeted;
  readonly files: Context['files'];
  /** What another program answered, where the answers must be the same. */
  readonly like?: Trail | null;
}

interface Ran {
  readonly finding: Finding | null;
  readonly cost: Cost;
  readonly trail: Trail;
}

async function runOn(data: GrownData, program: Program, context: Context, job: Job): Promise<Ran> {
  const { size, grown } = data;
  const trail = newTrail();
  const opened = await openApp({ files: program.files, databases: data.databases }, context, job);
  if (!opened.ok) {
    const cost = {
      size,
      grown,
      requests: 0,
      statements: 0,
      scanSteps: 0,
      vmSteps: 0,
      groups: [],
      complete: true,
    };
    return { finding: opened.finding, cost, trail };
  }
  const { world } = opened;
  const finding =
    (await runSteps(world, program.budgeted.check.steps, context, trail)) ??
    compareTrails(program.like ?? null, context, trail) ??
    (await letSettle(world, context));
  const count = countStatements(await world.record());
  const cost = { size, grown, requests: trail.exchanges.length, ...count };
  const ran = { finding: finding === null ? null : await withWhatHappened(finding, world), cost, trail };
  await world.close();
  return ran;
}

/** The first answer whose status or body is not the one that the solution gave. */
function compareTrails(like: Trail | null, context: Context, trail: Trail): Finding | null {
  for (const [at, { response: right }] of (like?.answered ?? []).entries()) {
    const response = trail.answered[at]?.response;
    const request = trail.exchanges[at]?.request;
    if (response === undefined || request === undefined) return null;
    const json = parseJson(right.body) as HttpExpectation['json'];
    const body = json === undefined ? { text: decodeBody(right.body) } : { json };
    const differences = compareResponse({ status: right.status, ...body }, response);
    const name = `${request.method} ${request.path}`;
    const finding = describeDifferences({ name, differences, at }, context, trail);
    if (finding !== null) return finding;
  }
  return null;
}

/** Names the size, at which alone the answer may be wrong. The author's advice is about cost, and this is not. */
function atSize(finding: Finding, budget: HttpBudget, grown: number, { locale }: Context): Finding {
  if (finding.endsAll === true) return finding;
  const size = budgetTexts[locale].atSize(grown, grownNoun(budget, locale));
  return { ...finding, message: `${size}: ${finding.message}`, keepsNextStep: true };
}

function solutionFailed(finding: Finding, { check }: Budgeted, size: number): Finding {
  // A busy computer or a sandbox that died says nothing of the author.
  if (finding.starved === true || finding.reason === 'crash') return finding;
  throw new AuthorFault({
    en: `the check "checks.${check.id}" fails its solution at size ${size}: ${finding.message}`,
    'pt-BR': `a solução não passa na verificação "checks.${check.id}" no tamanho ${size}: ${finding.message}`,
  });
}

function budgetTooSmall({ what, allowed, actual, cost }: Overrun, { check }: Budgeted): AuthorFault {
  const key = `"checks.${check.id}.budget.${what}"`;
  const limit =
    what === 'growth'
      ? {
          en: `allows ${allowed} statements, as many as on the smallest data`,
          'pt-BR': `permite ${allowed} comandos, tantos quantos com os menores dados`,
        }
      : { en: `is ${allowed}`, 'pt-BR': `é de ${allowed}` };
  return new AuthorFault({
    en: `the budget ${key} ${limit.en}, and its solution needs ${actual} at size ${cost.size}`,
    'pt-BR': `o orçamento ${key} ${limit['pt-BR']}, e a solução precisa de ${actual} no tamanho ${cost.size}`,
  });
}

/** Without a whole record nobody can say that the budget was kept. */
function uncounted({ locale }: Context): Finding {
  const texts = budgetTexts[locale];
  return {
    status: 'error',
    reason: 'output',
    message: texts.uncounted,
    nextStep: texts.uncountedNext,
    location: null,
    evidence: [],
  };
}
