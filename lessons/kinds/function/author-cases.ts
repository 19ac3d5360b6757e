import {
  type Author,
  type Copied,
  defaultLimits,
  type Failure,
  type Job,
  type Outcome,
  type World,
} from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import type { GradeContext } from '../../grading/grader.ts';
import { equalValues } from './equal-values.ts';
import { type CaseSource, harnessSource, type Verdict } from './property-harness.ts';
import type { FunctionExercise, Property } from './schema.ts';

/** An input and the choices that made it; to shrink an input is to shrink its choices. */
export interface Case {
  readonly input: Copied;
  readonly choices: readonly number[];
}

/** What a program made of one case. */
export type CaseOutcome =
  | { readonly status: 'held' }
  | {
      readonly status: 'broken';
      /** The author's words, in English and in whatever other language there is. */
      readonly words: string | { readonly en: string; readonly 'pt-BR'?: string } | null;
      /** Null where the author gives only words. */
      readonly values: { readonly expected: Copied; readonly actual: Copied } | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface AuthorCases {
  /** Makes a case. Throws an AuthorFault where the generator fails; null where the computer was too busy to tell. */
  draw(source: CaseSource): Promise<Case | Failure>;
  /** Tries the case drawn last with `world`. Throws an AuthorFault where `holds` itself is at fault. */
  judge(world: World): Promise<CaseOutcome>;
}

const harnessFile = 'property-of-this-check.mjs';

/** Opens the author's module in an isolate of its own. Throws an AuthorFault where it does not load. */
export async function openCases(
  property: Property,
  { exercise, resources, solution, seed, limits }: GradeContext<FunctionExercise>,
  job: Job,
): Promise<AuthorCases> {
  const ownFiles = Object.fromEntries(
    Object.entries(solution).map(([path, text]) => [`solution/${path}`, text]),
  );
  const opened = await job.openAuthor({
    files: { ...ownFiles, ...resources, [harnessFile]: harnessSource(property.file) },
    entry: harnessFile,
    seed,
    startTime: Date.parse(exercise.startTime),
    // A call of the learner's inside must reach its own limit first.
    limits: { ...limits, wallMs: (limits.wallMs ?? defaultLimits.wallMs) * 3 },
  });
  const where = `${property.file}, "${property.name}"`;
  if (!opened.ok) throw new AuthorFault(`${property.file} does not load: ${wordsOf(opened.failure)}`);
  const author = opened.value;
  return {
    draw: (source) => draw(author, { property, source, where, isPatient: limits.wallMs !== undefined }),
    judge: (world) => judge(author, { property, world, where }),
  };
}

interface Drawing {
  readonly property: Property;
  readonly source: CaseSource;
  readonly where: string;
  readonly isPatient: boolean;
}

async function draw(
  author: Author,
  { property, source, where, isPatient }: Drawing,
): Promise<Case | Failure> {
  const drawn = await author.call('draw', [property.name, source]);
  if (drawn.ok) return drawn.value as unknown as Case;
  const { failure } = drawn;
  if (failure.kind === 'crash') return failure;
  if (failure.kind === 'time' && failure.limit === 'wall' && !isPatient) return failure;
  throw new AuthorFault(`${where}: no input could be made: ${wordsOf(failure)}`);
}

interface Judging {
  readonly property: Property;
  readonly world: World;
  readonly where: string;
}

async function judge(author: Author, { property, world, where }: Judging): Promise<CaseOutcome> {
  const judged: Outcome<Copied> = await author.call('judge', [property.name], world);
  if (!judged.ok) {
    const { failure } = judged;
    // The runner may have ended for what the program did, or for what many calls of it took together;
    // the same case with the solution tells whose it is.
    const isUnclear = failure.kind === 'crash' || failure.kind === 'memory';
    if (isUnclear || (failure.kind === 'time' && failure.limit !== 'cpu'))
      return { status: 'failed', failure };
    throw new AuthorFault(`${where}: holds() failed by itself: ${wordsOf(failure)}`);
  }
  const verdict = judged.value as unknown as Verdict;
  if (verdict.status === 'learner-failed') return { status: 'failed', failure: verdict.failure as Failure };
  return outcomeOf(verdict.answer as Copied, where);
}

function outcomeOf(answer: Copied, where: string): CaseOutcome {
  if (answer === true) return { status: 'held' };
  if (answer === false) return { status: 'broken', words: null, values: null };
  if (typeof answer === 'string' && answer !== '') return { status: 'broken', words: answer, values: null };
  if (isRecord(answer)) {
    const { expected, actual, message } = answer;
    if ('expected' in answer && 'actual' in answer) {
      if (equalValues(expected, actual)) return { status: 'held' };
      return { status: 'broken', words: isText(message) ? message : null, values: { expected, actual } };
    }
    if (isText(answer)) return { status: 'broken', words: answer, values: null };
  }
  throw new AuthorFault(
    `${where}: holds() must give true, false, a text, or { expected, actual }; it gave ${JSON.stringify(answer, (_, one) => (typeof one === 'bigint' ? `${one}n` : one)) ?? 'undefined'}`,
  );
}

function isRecord(value: Copied): value is { readonly [key: string]: Copied } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function isText(value: Copied): value is string | { readonly en: string; readonly 'pt-BR'?: string } {
  return typeof value === 'string' || (isRecord(value) && typeof value.en === 'string');
}

/** A failure of the author's code, in an author's words: with file and line where they are known. */
function wordsOf(failure: Failure): string {
  const place =
    'location' in failure && failure.location !== null
      ? ` (${failure.location.file}, line ${failure.location.line})`
      : '';
  if (failure.kind === 'time') return `it did not end within ${failure.limitMs} ms`;
  if (failure.kind === 'memory') return `it needs more than ${failure.limitMiB} MiB`;
  if (failure.kind === 'stalled') return `it waits for ${failure.waitingFor}, which never comes`;
  return `${'message' in failure ? failure.message : failure.kind}${place}`;
}
