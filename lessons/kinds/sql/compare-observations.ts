import type { StatementResult } from '../../../sandbox/types.ts';
import type { Evidence } from '../../format/evidence.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { compareResults, type ResultDifference } from '../../grading/compare-results.ts';
import { describeResult } from '../../grading/describe-result.ts';
import type { Observation, Seen } from './observe.ts';
import type { SqlExercise, SqlInspection } from './schema.ts';
import { sqlTexts } from './texts.ts';

export interface ObservationsToCompare {
  readonly exercise: SqlExercise;
  readonly expected: Observation;
  readonly actual: Observation;
  /** What the dataset is called. */
  readonly title: string;
  readonly locale: Locale;
}

export interface Difference {
  /** Equal for differences of one sort at one place, so that a smaller case of the same mistake is known. */
  readonly sort: string;
  readonly message: string;
  readonly nextStep: string;
  /** Whether the advice says more than an author could have known. */
  readonly exact: boolean;
  /** Whether fewer rows would show it better: not so where the columns are wrong. */
  readonly shrinks: boolean;
  readonly evidence: readonly Evidence[];
}

/**
 * Compares what a submission gave and left with what the reference did: its results first, then
 * each inspection in turn. Null where nothing differs.
 */
export function compareObservations(input: ObservationsToCompare): Difference | null {
  const found = compareGiven(input) ?? compareLeft(input);
  if (found === null || !input.actual.rolledBack || input.expected.rolledBack) return found;
  const texts = sqlTexts[input.locale];
  return {
    ...found,
    message: `${texts.rolledBack} ${found.message}`,
    nextStep: texts.rolledBackNext,
    exact: true,
  };
}

/** Which results count: what the author says, or the last one unless the state is looked at. */
export function resultsOf(exercise: SqlExercise): 'last' | 'all' | 'none' {
  return exercise.compare.results ?? (exercise.inspect.length > 0 ? 'none' : 'last');
}

/** Throws an AuthorFault where the reference itself gives nothing to compare with. */
export function checkReference(exercise: SqlExercise, reference: Observation): void {
  const solution = `solution/${exercise.entry}`;
  if (resultsOf(exercise) !== 'none' && reference.results.length === 0) {
    throw new AuthorFault({
      en: `its ${solution} gives no result set to compare with`,
      'pt-BR': `sua ${solution} não devolve nenhum resultado com que comparar`,
    });
  }
  if (reference.results.some(({ rowsDropped }) => rowsDropped > 0)) {
    throw new AuthorFault({
      en: `its ${solution} gives more rows than are kept`,
      'pt-BR': `sua ${solution} devolve mais linhas do que as que são guardadas`,
    });
  }
  for (const [at, seen] of reference.seen.entries()) {
    if (seen.status === 'refused') {
      throw new AuthorFault({
        en: `"inspect.${at}" cannot be looked at after its ${solution}: ${seen.message}`,
        'pt-BR': `"inspect.${at}" não pode ser examinado depois da sua ${solution}: ${seen.message}`,
      });
    }
  }
  // Compared with itself it must agree; what "order" names is looked up on the way.
  const itself = { exercise, expected: reference, actual: reference, title: '', locale: 'en' } as const;
  compareObservations(itself);
}

function compareGiven(input: ObservationsToCompare): Difference | null {
  const { exercise, expected, actual, title, locale } = input;
  const texts = sqlTexts[locale];
  const which = resultsOf(exercise);
  if (which === 'none') return null;
  if (actual.results.length === 0) {
    return {
      sort: 'no result',
      message: texts.noResult,
      nextStep: texts.noResultNext,
      exact: true,
      shrinks: false,
      evidence: [],
    };
  }
  if (which === 'last') {
    const [wanted, given] = [expected.results.at(-1), actual.results.at(-1)];
    if (wanted === undefined || given === undefined) return null;
    const { order, columnNames, tolerance } = exercise.compare;
    const difference = compareResults({
      title,
      expected: wanted,
      actual: given,
      order,
      columnNames,
      tolerance,
    });
    return difference === null ? null : inWords(difference, { place: '', wanted: wanted.columns, locale });
  }
  return compareAll(input);
}

function compareAll({ exercise, expected, actual, title, locale }: ObservationsToCompare): Difference | null {
  const texts = sqlTexts[locale];
  if (actual.results.length !== expected.results.length) {
    const message = texts.resultCount(expected.results.length, actual.results.length);
    return {
      sort: 'result count',
      message,
      nextStep: texts.resultCountNext,
      exact: true,
      shrinks: false,
      evidence: [],
    };
  }
  const { order, columnNames, tolerance } = exercise.compare;
  for (const [at, wanted] of expected.results.entries()) {
    const given = actual.results[at];
    if (given === undefined) break;
    const difference = compareResults({
      title,
      expected: wanted,
      actual: given,
      order,
      columnNames,
      tolerance,
    });
    const place = expected.results.length > 1 ? texts.query(at + 1) : '';
    if (difference !== null) return inWords(difference, { place, wanted: wanted.columns, locale });
  }
  return null;
}

function compareLeft({ exercise, expected, actual, locale }: ObservationsToCompare): Difference | null {
  for (const [at, inspection] of exercise.inspect.entries()) {
    const wanted = expected.seen[at];
    const found = actual.seen[at];
    if (wanted === undefined || found === undefined) continue;
    const { tolerance } = exercise.compare;
    const difference = compareSeen({ inspection, wanted, found, tolerance, locale });
    if (difference !== null) return { ...difference, sort: `${at} ${difference.sort}` };
  }
  return null;
}

interface SeenToCompare {
  readonly inspection: SqlInspection;
  readonly wanted: Seen;
  readonly found: Seen;
  readonly tolerance: number;
  readonly locale: Locale;
}

function compareSeen({ inspection, wanted, found, tolerance, locale }: SeenToCompare): Difference | null {
  const texts = sqlTexts[locale];
  const isTable = 'table' in inspection;
  const name = isTable ? inspection.table : textIn(inspection.name, locale);
  const bare = (sort: string, message: string, nextStep: string): Difference => ({
    sort,
    message,
    nextStep,
    exact: true,
    shrinks: false,
    evidence: [],
  });
  if (found.status === 'refused')
    return bare('refused', texts.notInspected(name, found.message), texts.notInspectedNext);
  if (wanted.status !== 'there') {
    return found.status === 'there' ? bare('there', texts.stillThere(name), texts.stillThereNext) : null;
  }
  if (found.status !== 'there') return bare('absent', texts.absent(name), texts.absentNext);
  const actual = isTable ? inOrderOf(wanted.result.columns, found.result) : found.result;
  const difference = compareResults({
    title: name,
    expected: wanted.result,
    actual,
    order: isTable ? 'none' : inspection.order,
    columnNames: isTable,
    tolerance,
  });
  const place = isTable ? texts.table(name) : texts.after(name);
  return difference === null
    ? null
    : inWords(difference, { place, wanted: wanted.result.columns, locale, of: 'state' });
}

/** A table's columns have no order that a task could mean: they are put in the reference's where they are the same. */
function inOrderOf(columns: readonly string[], result: StatementResult): StatementResult {
  const own = result.columns.map((name) => name.toLowerCase());
  const places = columns.map((name) => own.indexOf(name.toLowerCase()));
  if (columns.length !== own.length || places.includes(-1)) return result;
  return {
    ...result,
    columns: places.map((at) => result.columns[at] ?? ''),
    rows: result.rows.map((row) => places.map((at) => row[at] ?? null)),
  };
}

interface Wording {
  /** What the difference is in, to begin the sentence with; empty for the one result there is. */
  readonly place: string;
  readonly wanted: readonly string[];
  readonly locale: Locale;
  readonly of?: 'result' | 'state';
}

function inWords(
  difference: ResultDifference,
  { place, wanted, locale, of = 'result' }: Wording,
): Difference {
  const { message, nextStep, exact } = describeResult(difference, { of, wanted, locale });
  return {
    sort: `${place} ${difference.kind}`,
    message: place === '' ? message : `${place} ${message}`,
    nextStep,
    exact,
    shrinks: difference.kind === 'rows' || difference.kind === 'order',
    evidence: 'evidence' in difference ? [difference.evidence] : [],
  };
}
