import type { ExportContext, ProjectParts } from '../../export/project.ts';
import { examplesFile, plainFile } from './examples-file.ts';
import { exportTexts } from './export-texts.ts';
import type { FunctionExercise } from './schema.ts';

/** The module, and the shown examples as tests of Node's own runner: a file for each check, as each has a world. */
export async function exportFunction(context: ExportContext<FunctionExercise>): Promise<ProjectParts> {
  const { exercise, locale } = context;
  const texts = exportTexts[locale];
  const checks = exercise.checks.filter(
    ({ visibility, examples }) => visibility === 'shown' && examples !== undefined,
  );
  const tests = '--test "examples/*.test.mjs"';
  const hasTests = checks.length > 0;
  return {
    files: Object.fromEntries([
      ...checks.map((check) => [`examples/${check.id}.test.mjs`, examplesFile(check, exercise, locale)]),
      ...(hasTests ? [['examples/plain.mjs', plainFile(locale)]] : []),
    ]),
    scripts: hasTests ? { start: tests, test: tests } : {},
    tools: {},
    env: exercise.env,
    packages: [],
    sections: [`## ${texts.heading}`, hasTests ? texts.examples : texts.none, texts.rest],
    warnings: [],
  };
}
