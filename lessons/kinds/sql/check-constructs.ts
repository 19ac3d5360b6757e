import type { Stmt } from 'sqlite3-parser';
import { answeringStatements } from '../../grading/answering-statements.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { nameOfConstruct } from '../../grading/construct-names.ts';
import type { Construct } from '../../grading/construct-schema.ts';
import { type Finding, type GradeContext, passed } from '../../grading/grader.ts';
import { parseSql } from '../../grading/parse-sql.ts';
import { constructsOf } from '../../grading/sql-constructs.ts';
import { firstWordFrom, placeOf } from '../../grading/statement-place.ts';
import { unjudged } from '../../grading/unjudged.ts';
import { resultsOf } from './compare-observations.ts';
import type { SqlCheck, SqlExercise } from './schema.ts';
import { sqlTexts } from './texts.ts';

type Constructs = NonNullable<SqlCheck['constructs']>;

/**
 * Looks for what the task requires and forbids in the statements as SQLite's grammar reads them.
 * What is forbidden may stand nowhere; what is required must be part of the answer.
 */
export function checkConstructs(constructs: Constructs, context: GradeContext<SqlExercise>): Finding {
  const { exercise, files, locale } = context;
  checkSolution(constructs, context);
  const file = exercise.entry;
  const text = files[file] ?? '';
  const parsed = parseSql(text);
  if (!parsed.ok) return unjudged(parsed, locale);
  const texts = sqlTexts[locale];
  const fault = firstFault(constructs, parsed.statements, exercise);
  if (fault === null) return passed;
  const name = nameOfConstruct(fault.construct, locale);
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: fault.at === null ? texts.constructMissing(name) : texts.constructForbidden(name),
    nextStep: fault.at === null ? texts.constructMissingNext : texts.constructForbiddenNext,
    // A node begins where the one before it ended, so the blank between them is passed over.
    location: fault.at === null ? null : placeOf({ file, text }, firstWordFrom(text, fault.at)),
    evidence: [],
  };
}

/** A reference that does not do what its own task asks for is the author's to mend. */
function checkSolution(constructs: Constructs, { exercise, solution }: GradeContext<SqlExercise>): void {
  const parsed = parseSql(solution[exercise.entry] ?? '');
  const place = `solution/${exercise.entry}`;
  if (!parsed.ok) {
    throw new AuthorFault({
      en: `its ${place} cannot be read by the parser that looks for constructs`,
      'pt-BR': `sua ${place} não pode ser lida pelo analisador que procura construções`,
    });
  }
  const fault = firstFault(constructs, parsed.statements, exercise);
  if (fault === null) return;
  const what =
    fault.at === null ? { en: 'does not use', 'pt-BR': 'não usa' } : { en: 'uses', 'pt-BR': 'usa' };
  throw new AuthorFault({
    en: `its ${place} ${what.en} "${fault.construct}", against its own "constructs"`,
    'pt-BR': `sua ${place} ${what['pt-BR']} "${fault.construct}", o que contraria o próprio "constructs"`,
  });
}

interface ConstructFault {
  readonly construct: Construct;
  /** Where what is forbidden stands; null for what is missing. */
  readonly at: number | null;
}

function firstFault(
  { required, forbidden }: Constructs,
  statements: readonly Stmt[],
  exercise: SqlExercise,
): ConstructFault | null {
  const everywhere = statements.map(constructsOf);
  for (const construct of forbidden) {
    const at = everywhere.map((found) => found.get(construct)).find((place) => place !== undefined);
    if (at !== undefined) return { construct, at };
  }
  const answering = resultsOf(exercise) === 'last' ? answeringStatements(statements) : statements;
  const used = new Set(answering.flatMap((statement) => [...constructsOf(statement).keys()]));
  const missing = required.find((construct) => !used.has(construct));
  return missing === undefined ? null : { construct: missing, at: null };
}
