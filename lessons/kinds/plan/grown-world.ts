import type { Job, SqlWorld } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { insertScript, transactionOf } from '../../grading/dataset-script.ts';
import { openDataset } from '../../grading/dataset-world.ts';
import { generateData } from '../../grading/generate-data.ts';
import type { GradeContext } from '../../grading/grader.ts';
import type { PlanExercise } from './schema.ts';

export interface GrownWorld {
  readonly world: SqlWorld;
  readonly size: number;
  readonly tableRows: ReadonlyMap<string, number>;
  /** The author's query; null where the learner writes it. */
  readonly query: string | null;
}

/** A world with the exercise's data grown to a size, the same for every run with this seed. */
export async function openGrownWorld(
  size: number,
  { exercise, resources, seed }: GradeContext<PlanExercise>,
  job: Job,
): Promise<GrownWorld> {
  const textOf = (file: string): string => {
    const text = resources[file];
    if (text === undefined) throw new AuthorFault(`its file ${file} is not there`);
    return text;
  };
  const tables = generateData(exercise.data, { seed, size });
  const file = `${exercise.data.base}, grown to size ${size},`;
  const text = `${textOf(exercise.data.base)}\n;\n${transactionOf(insertScript(tables))}`;
  const world = await openDataset(job, { file, text }, { seed, startTime: exercise.startTime });
  return {
    world,
    size,
    tableRows: new Map(tables.map(({ table, rows }) => [table.toLowerCase(), rows.length])),
    query: exercise.query === undefined ? null : textOf(exercise.query),
  };
}
