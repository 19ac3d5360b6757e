import type { Failure, Job, Outcome, SqlValue, WorldRecord } from '../../../sandbox/types.ts';
import { openDataset } from '../../grading/dataset-world.ts';
import type { GradeContext } from '../../grading/grader.ts';
import type { QuizExercise, Runnable } from './schema.ts';

export type PrintOut =
  | { readonly status: 'printed'; readonly text: string }
  | { readonly status: 'failed'; readonly failure: Failure }
  /** It was still printing after a minute of its own clock, or printed more than is kept. */
  | { readonly status: 'endless' };

/** A program or a script as it is run: its text, perhaps with a blank filled in. */
export interface Printing {
  readonly run: Runnable;
  readonly text: string;
}

type Context = GradeContext<QuizExercise>;

/** Runs it for real and gives what it prints. Throws an AuthorFault where its dataset does not load. */
export function printOut(printing: Printing, context: Context, job: Job): Promise<PrintOut> {
  const { run, text } = printing;
  return 'program' in run
    ? printOfProgram({ file: run.program, text }, context, job)
    : printOfQuery({ dataset: run.dataset, text }, context, job);
}

const aMinute = 60_000;

async function printOfProgram(
  { file, text }: { readonly file: string; readonly text: string },
  { exercise, seed, limits }: Context,
  job: Job,
): Promise<PrintOut> {
  const startTime = Date.parse(exercise.startTime);
  const opened = await job.openWorld({ files: { [file]: text }, entry: file, seed, startTime, limits });
  if (!opened.ok) return { status: 'failed', failure: opened.failure };
  const world = opened.value;
  const steps: readonly (() => Promise<Outcome<unknown>>)[] = [
    () => world.load(),
    () => world.advance(aMinute),
  ];
  for (const step of steps) {
    const outcome = await step();
    if (!outcome.ok) return { status: 'failed', failure: outcome.failure };
  }
  const first = await world.record();
  const later = await world.advance(aMinute);
  if (!later.ok) return { status: 'failed', failure: later.failure };
  const printed = linesOf(first);
  const isOver = linesOf(await world.record()).length === printed.length && first.dropped === 0;
  return isOver ? { status: 'printed', text: printed.join('\n') } : { status: 'endless' };
}

function linesOf({ events }: WorldRecord): string[] {
  return events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
}

async function printOfQuery(
  { dataset, text }: { readonly dataset: string; readonly text: string },
  { exercise, resources, seed }: Context,
  job: Job,
): Promise<PrintOut> {
  const script = { file: dataset, text: resources[dataset] ?? '' };
  const world = await openDataset(job, script, { seed, startTime: exercise.startTime });
  const outcome = await world.sql(text);
  await world.close();
  if (!outcome.ok) return { status: 'failed', failure: outcome.failure };
  const result = outcome.value.findLast(({ columns }) => columns.length > 0);
  if (result !== undefined && result.rowsDropped > 0) return { status: 'endless' };
  const lines = (result?.rows ?? []).map((row) => row.map(showCell).join(' | '));
  return { status: 'printed', text: lines.join('\n') };
}

function showCell(value: SqlValue): string {
  if (value === null) return 'NULL';
  return value instanceof Uint8Array ? `x'${Buffer.from(value).toString('hex')}'` : String(value);
}
