import { join } from 'node:path';
import { defaultLimits } from '../../../sandbox/types.ts';
import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';
import type { Check, GradeReport } from '../../format/report.ts';
import { attempt, type Proving, problemAt } from './proving.ts';

const seeds = [1, 2, 2 ** 31 - 1] as const;
/** A learner's answer may need twice what the solution does, on a computer that is no faster. */
const halfTheTime = { cpuMs: defaultLimits.cpuMs / 2 };

/**
 * The solution passes, whatever the seed; the same seed gives the same report; and it needs no more
 * than half of the computing time that a learner has for one call.
 */
export async function proveSolution(proving: Proving): Promise<readonly Problem[]> {
  const { solution } = proving.exercise;
  const [first, ...others] = await Promise.all(seeds.map((seed) => attempt(proving, solution, { seed })));
  if (first === undefined) return [];
  if (!first.ok) return [first.problem];
  const failures = failuresOf(proving, first.report);
  if (failures.length > 0) return failures;
  const problems: Problem[] = [];
  for (const [at, other] of others.entries()) {
    if (!other.ok) return [other.problem];
    const seed = seeds[at + 1];
    const when = { en: `with the seed ${seed}, `, 'pt-BR': `com a semente ${seed}, ` };
    problems.push(...failuresOf(proving, other.report, when));
  }
  if (problems.length > 0) return problems;
  return [...(await sameAgain(proving, first.report)), ...(await quickEnough(proving))];
}

async function sameAgain(proving: Proving, before: GradeReport): Promise<readonly Problem[]> {
  const again = await attempt(proving, proving.exercise.solution, { seed: before.reproduction.seed });
  if (!again.ok) return [again.problem];
  if (JSON.stringify(again.report) === JSON.stringify(before)) return [];
  const message = {
    en: 'the solution gives two different reports for the same seed',
    'pt-BR': 'a solução recebe dois relatórios diferentes para a mesma semente',
  };
  return [problemAt(proving, ['checks'], message)];
}

async function quickEnough(proving: Proving): Promise<readonly Problem[]> {
  const hurried = await attempt(proving, proving.exercise.solution, { seed: seeds[0], limits: halfTheTime });
  if (!hurried.ok) return [hurried.problem];
  return hurried.report.checks
    .filter(({ reason }) => reason === 'time')
    .map((check) =>
      problemOfCheck(proving, check, {
        en: 'the solution needs more than half of the time that a learner has',
        'pt-BR': 'a solução precisa de mais da metade do tempo que um aluno tem',
      }),
    );
}

function failuresOf(
  proving: Proving,
  report: GradeReport,
  when: Translations = { en: '', 'pt-BR': '' },
): readonly Problem[] {
  return report.checks
    .filter(({ status }) => status !== 'passed')
    .map((check) => {
      const said = check.message === '' ? null : check.message;
      return problemOfCheck(proving, check, {
        en: `${when.en}the solution does not pass "${check.id}": ${said ?? `it ended as "${check.status}"`}`,
        'pt-BR': `${when['pt-BR']}a solução não passa em "${check.id}": ${said ?? `terminou como "${check.status}"`}`,
      });
    });
}

/** In the solution's own line where the grader knows it; otherwise where the check is declared. */
function problemOfCheck(proving: Proving, check: Check, message: Translations): Problem {
  const { exercise } = proving;
  if (check.location !== null && Object.hasOwn(exercise.solution, check.location.file)) {
    const file = join(exercise.folder, 'solution', check.location.file);
    return { severity: 'error', file, line: check.location.line, message };
  }
  const at = exercise.exercise.checks.findIndex(({ id }) => id === check.id);
  return problemAt(proving, ['checks', at], message);
}
