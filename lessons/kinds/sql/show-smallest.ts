import type { Job, SqlWorld } from '../../../sandbox/types.ts';
import type { Evidence } from '../../format/evidence.ts';
import { type DatasetRows, readDataset, scriptOfDataset } from '../../grading/dataset-rows.ts';
import { insertScript } from '../../grading/dataset-script.ts';
import type { GradeContext } from '../../grading/grader.ts';
import { shrinkDataset } from '../../grading/smallest-dataset.ts';
import { compareObservations, type Difference } from './compare-observations.ts';
import { observe } from './observe.ts';
import type { SqlExercise } from './schema.ts';
import { sqlTexts } from './texts.ts';

export interface ToShrink {
  /** A world of the dataset on which the submission was wrong. */
  readonly world: SqlWorld;
  readonly difference: Difference;
  readonly title: string;
  /** VM steps that reference and submission took together. */
  readonly cost: number;
}

type Context = GradeContext<SqlExercise>;

/** Both bounds are counts, so that the same submission shows the same case on every machine. */
const mostTries = 100;
const mostSteps = 4_000_000;

/**
 * The difference again, on the fewest rows found on which it still shows, with those rows as SQL to
 * try it on. Empty where the dataset cannot be taken apart, costs too much, or is as small as it gets.
 */
export async function showSmallest(
  toShrink: ToShrink,
  context: Context,
  job: Job,
): Promise<readonly Evidence[]> {
  const { world, difference, title, cost } = toShrink;
  const spent = { steps: cost };
  if (!difference.shrinks || spent.steps > mostSteps) return [];
  await world.reset();
  const dataset = await readDataset(world);
  if (dataset === null) return [];
  const found = { difference: null as Difference | null };
  const smallest = await shrinkDataset({
    dataset,
    tries: mostTries,
    async stillDiffers(candidate) {
      if (spent.steps > mostSteps) return 'stop';
      const tried = await tryOn(candidate, context, job);
      if (tried === 'stop') return 'stop';
      spent.steps += tried.steps;
      if (tried.difference?.sort !== difference.sort) return false;
      found.difference = tried.difference;
      return true;
    },
  });
  if (found.difference === null) return [];
  const texts = sqlTexts[context.locale];
  const tables = smallest.tables.filter(({ rows }) => rows.length > 0);
  const count = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  const text = tables.length === 0 ? texts.noRows : insertScript(tables);
  return [
    ...found.difference.evidence.map((evidence) =>
      evidence.shape === 'table' ? { ...evidence, title: texts.smallest(title, count) } : evidence,
    ),
    { shape: 'text', title: texts.smallestRows, text, format: 'code' },
  ];
}

interface Tried {
  readonly difference: Difference | null;
  readonly steps: number;
}

/** Both answers on one dataset. No difference where it does not load or either of them fails. */
async function tryOn(candidate: DatasetRows, context: Context, job: Job): Promise<Tried | 'stop'> {
  const { exercise, files, solution, locale, seed } = context;
  const startTime = Date.parse(exercise.startTime);
  const opened = await job.openSqlWorld({ dataset: scriptOfDataset(candidate), seed, startTime });
  if (!opened.ok) return opened.failure.kind === 'sql' ? { difference: null, steps: 0 } : 'stop';
  const world = opened.value;
  const expected = await observe(world, solution[exercise.entry] ?? '', exercise.inspect);
  await world.reset();
  const actual = await observe(world, files[exercise.entry] ?? '', exercise.inspect);
  await world.close();
  if (!expected.ok || !actual.ok) {
    // Past a limit the runner is gone; whether it happens again depends on the machine.
    const kinds = [expected, actual].map((observed) => (observed.ok ? 'sql' : observed.failure.kind));
    return kinds.every((kind) => kind === 'sql' || kind === 'denied')
      ? { difference: null, steps: 0 }
      : 'stop';
  }
  const steps = expected.value.vmSteps + actual.value.vmSteps;
  const compared = { exercise, expected: expected.value, actual: actual.value, title: '', locale };
  return { difference: compareObservations(compared), steps };
}
