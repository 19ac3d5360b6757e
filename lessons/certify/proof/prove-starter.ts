import { join } from 'node:path';
import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';
import { attempt, type Proving } from './proving.ts';

/** A learner must have something to do: what they begin with may not pass. And it must not be at fault itself. */
export async function proveStarter(proving: Proving): Promise<readonly Problem[]> {
  const { exercise } = proving;
  const outcome = await attempt(proving, exercise.starter, { seed: 1 });
  if (!outcome.ok) return [outcome.problem];
  const file = join(exercise.folder, 'starter', exercise.exercise.entry);
  const problem = (message: Translations): Problem => ({ severity: 'error', file, line: 1, message });
  if (outcome.report.passed)
    return [
      problem({
        en: 'the starter passes every check: a learner would have nothing to do',
        'pt-BR': 'o ponto de partida passa em todas as verificações: o aluno não teria nada a fazer',
      }),
    ];
  const crashed = outcome.report.checks.find(({ reason }) => reason === 'crash');
  if (crashed === undefined) return [];
  return [
    problem({
      en: `the starter brings the sandbox down at the check "${crashed.id}": ${crashed.message}`,
      'pt-BR': `o ponto de partida derruba o ambiente isolado na verificação "${crashed.id}": ${crashed.message}`,
    }),
  ];
}
