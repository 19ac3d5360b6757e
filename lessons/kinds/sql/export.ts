import type { ExportContext, ProjectParts } from '../../export/project.ts';
import { sqlProject } from '../../export/sql-project.ts';
import { textIn } from '../../format/locale.ts';
import { quoteName } from '../../grading/dataset-script.ts';
import { datasetOf } from './dataset.ts';
import type { SqlExercise } from './schema.ts';

/** The script, the datasets of the shown checks, and a program that runs the one on the others. */
export async function exportSql(context: ExportContext<SqlExercise>): Promise<ProjectParts> {
  const { exercise, resources, locale } = context;
  const datasets: Record<string, string> = {};
  for (const check of exercise.checks) {
    if (check.visibility !== 'shown' || check.constructs !== undefined) continue;
    const name = check.dataset === undefined ? check.id : nameOf(check.dataset);
    datasets[name] ??= datasetOf(check, { resources, seed: 1, locale }).text;
  }
  const inspect = exercise.inspect.map((one) =>
    'table' in one
      ? { title: one.table, sql: `SELECT * FROM ${quoteName(one.table)}` }
      : { title: textIn(one.name, locale), sql: one.query },
  );
  return sqlProject({ datasets, entry: exercise.entry, query: null, inspect, plans: false, locale });
}

/** The file's name without its ending. */
function nameOf(file: string): string {
  return file.replace(/\.[^./]*$/, '').replaceAll('/', '-');
}
