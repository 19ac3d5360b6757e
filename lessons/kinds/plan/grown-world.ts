import type { Job, SqlWorld } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { insertScript, transactionOf } from '../../grading/dataset-script.ts';
import { openDataset } from '../../grading/dataset-world.ts';
import { generateData, type TableRows } from '../../grading/generate-data.ts';
import type { GradeContext } from '../../grading/grader.ts';
import type { Script } from '../../grading/statement-place.ts';
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
  context: GradeContext<PlanExercise>,
  job: Job,
): Promise<GrownWorld> {
  const { seed, exercise } = context;
  const { tables, script } = grownData(size, context);
  const world = await openDataset(job, script, { seed, startTime: exercise.startTime });
  return {
    world,
    size,
    tableRows: new Map(tables.map(({ table, rows }) => [table.toLowerCase(), rows.length])),
    query: authorsQuery(context),
  };
}

type DataSource = Pick<GradeContext<PlanExercise>, 'exercise' | 'resources' | 'seed' | 'locale'>;

export interface GrownData {
  readonly tables: readonly TableRows[];
  /** What makes a database with these rows. */
  readonly script: Script;
}

/** The exercise's data grown to a size. */
export function grownData(size: number, { exercise, resources, seed, locale }: DataSource): GrownData {
  const { base } = exercise.data;
  const tables = generateData(exercise.data, { seed, size });
  const text = `${textOf(base, resources)}\n;\n${transactionOf(insertScript(tables))}`;
  const grown = { en: `grown to size ${size}`, 'pt-BR': `no tamanho ${size}` };
  return { tables, script: { file: `${base}, ${grown[locale]},`, text } };
}

/** The author's query, or null where the learner writes it. */
export function authorsQuery({
  exercise,
  resources,
}: Pick<DataSource, 'exercise' | 'resources'>): string | null {
  return exercise.query === undefined ? null : textOf(exercise.query, resources);
}

function textOf(file: string, resources: DataSource['resources']): string {
  const text = resources[file];
  if (text === undefined) {
    throw new AuthorFault({
      en: `its file ${file} is not there`,
      'pt-BR': `seu arquivo ${file} não foi encontrado`,
    });
  }
  return text;
}
