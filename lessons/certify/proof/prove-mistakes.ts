import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';
import { attempt, type Files, type Proving, problemAt } from './proving.ts';

/** Each wrong answer must fail, as a wrong answer does, at the check that names it. */
export async function proveMistakes(
  proving: Proving,
  mistakes: Readonly<Record<string, Files>>,
): Promise<readonly Problem[]> {
  const found = await Promise.all(
    Object.entries(mistakes).map(([name, files]) => proveMistake(proving, name, files)),
  );
  return [...(found.length === 0 ? [noneAtAll(proving)] : []), ...found.flat()];
}

async function proveMistake(proving: Proving, name: string, files: Files): Promise<readonly Problem[]> {
  const caughtBy = proving.exercise.exercise.wrong[name]?.caughtBy;
  const outcome = await attempt(proving, files, { seed: 1 });
  if (!outcome.ok) return [outcome.problem];
  const check = outcome.report.checks.find(({ id }) => id === caughtBy);
  const problem = (message: Translations) => [problemAt(proving, ['wrong', name], message)];
  if (outcome.report.passed) {
    return problem({
      en: `wrong/${name} passes every check`,
      'pt-BR': `wrong/${name} passa em todas as verificações`,
    });
  }
  if (check?.status === 'passed') {
    return problem({
      en: `wrong/${name} passes "${caughtBy}", which must catch it`,
      'pt-BR': `wrong/${name} passa em "${caughtBy}", que deve apanhá-la`,
    });
  }
  if (check?.status !== 'failed') {
    const why = `${check?.status ?? 'missing'}: ${check?.message ?? ''}`;
    return problem({
      en: `wrong/${name} does not run as far as "${caughtBy}" can judge it (${why})`,
      'pt-BR': `wrong/${name} não chega ao ponto em que "${caughtBy}" possa avaliá-la (${why})`,
    });
  }
  if (check.message === '') {
    return problem({
      en: `wrong/${name} fails "${caughtBy}" and is told nothing`,
      'pt-BR': `wrong/${name} não passa em "${caughtBy}" e não recebe nenhuma explicação`,
    });
  }
  return [];
}

function noneAtAll(proving: Proving): Problem {
  const message = {
    en: 'has no wrong answers; add wrong/NAME with a mistake that learners make',
    'pt-BR': 'não tem respostas erradas; acrescente wrong/NOME com um erro que alunos cometem',
  };
  return { ...problemAt(proving, [], message), severity: 'warning' };
}
