import type { Job, SqlWorld } from '../../../sandbox/types.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { openDataset, reconnect } from '../../grading/dataset-world.ts';
import { describeSqlFailure } from '../../grading/describe-sql-failure.ts';
import { type Finding, type GradeContext, type Graded, passed } from '../../grading/grader.ts';
import { authorsWords } from '../../grading/statement-place.ts';
import { compareProbe, isMismatch, type ProbeFault } from './compare-probe.ts';
import { observeProbes } from './observe-probes.ts';
import { type ProbeOutcome, runProbe, sqlOf } from './run-probe.ts';
import type { SchemaCheck, SchemaExercise } from './schema.ts';
import { schemaTexts } from './texts.ts';

type Context = GradeContext<SchemaExercise>;

/** Runs the submission's DDL, then tries the check's probes on it, and compares each with the reference's. */
export async function gradeSchema(check: SchemaCheck, context: Context, job: Job): Promise<Graded> {
  const { exercise, files, solution, resources, seed, locale } = context;
  const { entry, startTime } = exercise;
  const file = exercise.dataset ?? 'nothing';
  const world = await openDataset(job, { file, text: resources[file] ?? '' }, { seed, startTime });
  const reference = await runReference(world, { file: entry, text: solution[entry] ?? '' }, check, locale);
  await world.reset();

  const script = { file: entry, text: files[entry] ?? '' };
  const ran = await world.sql(script.text);
  if (!ran.ok) return describeSqlFailure(ran.failure, script, locale);
  const { rolledBack } = await reconnect(world);
  const texts = schemaTexts[locale];
  if (check.given !== undefined) {
    const given = await world.sql(check.given);
    if (!given.ok) {
      const message = 'message' in given.failure ? given.failure.message : given.failure.kind;
      const words = {
        message: texts.givenRefused(message),
        nextStep: isMismatch(message) ? texts.mismatchNext : texts.givenRefusedNext,
        exact: true,
      };
      return failed({ ...words, evidence: [] }, check, -1, { rolledBack, context });
    }
  }
  const outcomes: ProbeOutcome[] = [];
  for (const [at, probe] of check.probes.entries()) {
    const expected = reference[at];
    if (expected === undefined) break;
    const outcome = await runProbe(world, probe);
    outcomes.push(outcome);
    const fault = compareProbe({ probe, expected, outcome, locale });
    if (fault !== null) return failed(fault, check, at, { rolledBack, context });
  }
  return { ...passed, observe: () => observeProbes(world, check.probes, outcomes) };
}

/** What the probes do with the reference. Throws an AuthorFault where they do not do what they say. */
async function runReference(
  world: SqlWorld,
  script: { readonly file: string; readonly text: string },
  check: SchemaCheck,
  locale: Locale,
): Promise<readonly ProbeOutcome[]> {
  const ran = await world.sql(script.text);
  const file = `solution/${script.file}`;
  if (!ran.ok) {
    const words = authorsWords(ran.failure, { file, text: script.text });
    throw new AuthorFault({
      en: `its reference does not run. ${words.en}`,
      'pt-BR': `sua solução de referência não executa. ${words['pt-BR']}`,
    });
  }
  await reconnect(world);
  const place = `"checks.${check.id}"`;
  if (check.given !== undefined) {
    const given = await world.sql(check.given);
    const where = { file: `exercise.yaml, ${place}, "given"`, text: '' };
    if (!given.ok) {
      const words = authorsWords(given.failure, where);
      throw new AuthorFault({
        en: `its reference does not take the rows given. ${words.en}`,
        'pt-BR': `sua solução de referência não aceita as linhas dadas. ${words['pt-BR']}`,
      });
    }
  }
  const outcomes: ProbeOutcome[] = [];
  for (const [at, probe] of check.probes.entries()) {
    const outcome = await runProbe(world, probe);
    const fault = compareProbe({ probe, expected: outcome, outcome, locale });
    if (fault !== null) {
      const probing = `exercise.yaml, ${place}, "probes.${at}"`;
      throw new AuthorFault({
        en: `${probing} does not hold for its own ${file}: ${fault.message}`,
        'pt-BR': `${probing} não vale para a própria ${file}: ${fault.message}`,
      });
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

interface Circumstances {
  readonly rolledBack: boolean;
  readonly context: Context;
}

function failed(
  fault: ProbeFault,
  check: SchemaCheck,
  at: number,
  { rolledBack, context }: Circumstances,
): Finding {
  const texts = schemaTexts[context.locale];
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: rolledBack ? `${texts.rolledBack} ${fault.message}` : fault.message,
    nextStep: rolledBack ? texts.rolledBackNext : fault.nextStep,
    location: null,
    evidence: [
      ...fault.evidence,
      { shape: 'text', title: texts.tried, text: triedSql(check, at, context), format: 'code' },
    ],
    keepsNextStep: rolledBack || fault.exact,
  };
}

/** The SQL that was run after the submission, up to the probe that failed, so that a learner can run it too. */
function triedSql(check: SchemaCheck, at: number, { locale }: Context): string {
  const given = check.given === undefined ? [] : [`-- ${schemaTexts[locale].given}\n${check.given.trim()}`];
  const probes = check.probes.slice(0, at + 1).map((probe) => {
    const kind = 'accepts' in probe ? 'accepts' : 'rejects' in probe ? 'rejects' : 'finds';
    return `-- ${schemaTexts[locale][kind]}: ${textIn(probe.why, locale)}\n${sqlOf(probe)}`;
  });
  return [...given, ...probes].join('\n\n');
}
