import type { ExportContext, ProjectParts } from '../../export/project.ts';
import { sqlProject } from '../../export/sql-project.ts';
import { authorsQuery, grownData } from './grown-world.ts';
import type { PlanExercise } from './schema.ts';

/** The script on the data of the shown checks at its largest size, with the plan of each query. */
export async function exportPlan(context: ExportContext<PlanExercise>): Promise<ProjectParts> {
  const { exercise, resources, locale } = context;
  const shown = exercise.checks.filter((check) => check.visibility === 'shown');
  const sizes = shown.flatMap((check) => check.sizes);
  const source = { exercise, resources, seed: 1, locale };
  return sqlProject({
    datasets: sizes.length === 0 ? {} : { grown: grownData(Math.max(...sizes), source).script.text },
    entry: exercise.entry,
    query: authorsQuery(source),
    inspect: [],
    plans: true,
    locale,
  });
}
