import type { ExportContext, ProjectParts } from '../../export/project.ts';
import type { Locale } from '../../format/locale.ts';
import type { TestsExercise } from './schema.ts';

const words = {
  en: {
    heading: 'How it runs',
    run: (module: string) =>
      `The tests import \`src/${module}\`, which is not here: in Backline you never see it. Write your own from what TASK.md says of it, and \`npm install && npm test\` runs your tests on it.`,
  },
  'pt-BR': {
    heading: 'Como funciona',
    run: (module: string) =>
      `Os testes importam \`src/${module}\`, que não está aqui: no Backline você nunca o vê. Escreva o seu a partir do que TASK.md diz dele, e \`npm install && npm test\` executa os seus testes nele.`,
  },
} as const satisfies Record<Locale, object>;

/** The tests alone: the module that they test is what learners do not see. */
export async function exportTests({ exercise, locale }: ExportContext<TestsExercise>): Promise<ProjectParts> {
  const texts = words[locale];
  return {
    files: {},
    scripts: { test: `--test "src/${exercise.entry}"` },
    tools: {},
    env: exercise.env,
    packages: [],
    sections: [`## ${texts.heading}`, texts.run(exercise.module)],
    warnings: [],
  };
}
