import type { Job } from '../../../sandbox/types.ts';
import { textIn } from '../../format/locale.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { failedTest, runGreen, wrong } from './check-reference.ts';
import { visibleDifferences } from './compare-runs.ts';
import { showDifference } from './describe-detection.ts';
import { implementationOf, referenceOf } from './implementations.ts';
import { refuseOtherExports } from './refuse-other-exports.ts';
import { type Context, runTests } from './run-tests.ts';
import type { Variant } from './schema.ts';
import { testsTexts } from './texts.ts';

/** The tests pass on other correct implementations too: they ask for nothing that the task does not. */
export async function checkVariants(
  { id, variants }: { readonly id: string; readonly variants: readonly Variant[] },
  context: Context,
  job: Job,
): Promise<Finding> {
  const { exercise, resources, locale } = context;
  const green = await runGreen(context, job);
  if ('finding' in green) return green.finding;
  const texts = testsTexts[locale];
  const reference = referenceOf(exercise, resources);
  for (const [at, variant] of variants.entries()) {
    const place = `"checks.${id}", "variants.${at}"`;
    const implementation = implementationOf(variant, place, reference, resources);
    const run = await runTests(implementation, context, job);
    refuseOtherExports(implementation, run, green.run);
    const red = run.tests.find(({ status }) => status === 'failed');
    if (red === undefined && run.failure === null) continue;
    const name = textIn(variant.name, locale);
    const finding =
      red === undefined
        ? wrong(texts.endsOnVariant(name), texts.falseAlarmNext)
        : failedTest(red, texts.falseAlarm(red.name, name), texts.falseAlarmNext);
    // The last that the test saw before it failed is the one that it minds.
    const seen = red?.after ?? run.exchanges.length;
    const difference = visibleDifferences(green.run.exchanges, run.exchanges, seen).at(-1);
    const shown = difference === undefined ? [] : showDifference(difference, texts.onVariant, locale);
    return { ...finding, evidence: [...finding.evidence, ...shown] };
  }
  return passed;
}
