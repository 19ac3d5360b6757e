import type { Evidence } from '../../format/evidence.ts';
import { textIn } from '../../format/locale.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { type Finding, type GradeContext, type Graded, type Observed, passed } from '../../grading/grader.ts';
import { type ChangedFile, changedFiles } from './changed-files.ts';
import { type Mark, type Marks, readMarks, type UnreadableMarks } from './marks.ts';
import { marksEvidence, type Shown } from './marks-evidence.ts';
import { covers, defectsOf, type Matched, matchMarks } from './match-marks.ts';
import { placesOf, type ReviewCheck, type ReviewExercise } from './schema.ts';
import { strayMark } from './stray-mark.ts';
import { reviewTexts } from './texts.ts';

type Context = GradeContext<ReviewExercise>;

/**
 * Counts what was found of a check's defects, or what was marked without a reason. Where the
 * solution's marks do not keep the check either, the exercise is broken and the learner is not blamed.
 */
export async function gradeReview(check: ReviewCheck, context: Context): Promise<Graded> {
  const { exercise, files, solution, resources, locale } = context;
  const { entry } = exercise;
  const reviewed = changedFiles(exercise, resources);
  const reference = readMarks(`solution/${entry}`, solution[entry] ?? '');
  if ('reason' in reference) {
    throw new AuthorFault({
      en: `solution/${entry}, line ${reference.line}, cannot be read as marks`,
      'pt-BR': `solution/${entry}, linha ${reference.line}, não pode ser lida como marcas`,
    });
  }
  refuseBroken({ check, reference, reviewed }, context);
  const marks = readMarks(entry, files[entry] ?? '');
  if ('reason' in marks) return unreadableFile(marks, context);
  const stray = strayMark(marks, { exercise, reviewed, locale });
  if (stray !== null) {
    const place = { file: entry, line: marks.lineOf(stray.at), column: 1 };
    return { ...unreadable(stray.message, stray.nextStep), location: place, endsAll: true };
  }
  const finding = judge({ check, marks, reviewed }, context);
  return finding.status === 'passed'
    ? { ...finding, observe: async () => observe(marks, exercise) }
    : finding;
}

/** What the author's function is shown: the marks, and the ids of the defects that they find. */
function observe({ list }: Marks, exercise: ReviewExercise): Observed {
  const { found } = matchMarks(list, exercise);
  const observation = { marks: list.map((mark) => ({ ...mark })), found: [...found] };
  return { observation, world: null, evidence: [] };
}

interface ToJudge {
  readonly check: ReviewCheck;
  readonly marks: Marks;
  readonly reviewed: readonly ChangedFile[];
}

function judge({ check, marks, reviewed }: ToJudge, context: Context): Finding {
  const { exercise, locale } = context;
  const texts = reviewTexts[locale];
  if (marks.list.length === 0) return wrong(texts.noMarks, texts.noMarksNext);
  const matched = matchMarks(marks.list, exercise);
  const isFlood = matched.count > mostExplained(exercise);
  const shown = { check, marks: marks.list, matched, reviewed, isFlood };
  return check.falseAlarms === undefined
    ? judgeFound(shown, context)
    : judgeAlarms({ ...shown, allowed: check.falseAlarms }, context);
}

interface ToShow {
  readonly check: ReviewCheck;
  readonly marks: readonly Mark[];
  readonly matched: Matched;
  readonly reviewed: readonly ChangedFile[];
  /** So many marks that explaining them would answer for the learner. */
  readonly isFlood: boolean;
}

/** More marks than this are not explained: marking everything would otherwise show where the defects are. */
function mostExplained({ defects, checks }: ReviewExercise): number {
  const allowed = Math.max(...checks.map(({ falseAlarms }) => falseAlarms ?? 0));
  return 2 * defects.length + allowed;
}

function judgeFound(
  { check, marks, matched, reviewed, isFlood }: ToShow,
  { exercise, locale }: Context,
): Finding {
  const texts = reviewTexts[locale];
  const asked = defectsOf(check, exercise);
  const found = asked.filter(({ id }) => matched.found.has(id));
  const hasPassed = found.length >= (check.atLeast ?? asked.length);
  const showsMissed = hasPassed || exercise.reveal === 'places';
  const shown = asked.flatMap((defect): Shown[] => {
    const isFound = matched.found.has(defect.id);
    if (!isFound && !showsMissed) return [];
    const explanation = textIn(defect.explanation, locale);
    const marked = placesOf(defect).filter((place) =>
      marks.some((mark) => covers(place, mark, exercise.near)),
    );
    return (isFound ? marked : [defect]).map(({ file, side, lines }) => {
      return { file, side, lines, outcome: isFound ? 'found' : 'missed', explanation };
    });
  });
  const evidence = isFlood ? [] : marksEvidence(shown, { reviewed, locale });
  if (hasPassed) return { ...passed, evidence };
  const miscalled = asked.filter(({ id }) => matched.miscalled.has(id)).length;
  const message = texts.found(found.length, asked.length);
  if (isFlood) return wrong(`${message} ${texts.flood(matched.count)}`, texts.floodNext, [], true);
  if (miscalled > 0) {
    return wrong(`${message} ${texts.miscalled(miscalled)}`, texts.miscalledNext, evidence, true);
  }
  return wrong(message, texts.foundNext, evidence);
}

function judgeAlarms(
  { matched, reviewed, isFlood, allowed }: ToShow & { readonly allowed: number },
  { exercise, locale }: Context,
): Finding {
  const texts = reviewTexts[locale];
  const alarms = matched.falseAlarms;
  const marks = alarms.map(({ file, side, line }): Shown => {
    const known = exercise.fine.find((place) => covers(place, { file, side, line }, 0));
    const explanation = known === undefined ? texts.nothingHere : textIn(known.explanation, locale);
    return { file, side, lines: [line, line], outcome: 'false-alarm', explanation };
  });
  const evidence = isFlood ? [] : marksEvidence(marks, { reviewed, locale });
  const hits = matched.count - alarms.length;
  if (hits === 0) return wrong(texts.noneFits(matched.count), texts.noneFitsNext, evidence);
  if (alarms.length <= allowed) return { ...passed, evidence };
  const message = texts.alarms(alarms.length, allowed);
  if (isFlood) return wrong(`${message} ${texts.flood(matched.count)}`, texts.floodNext, [], true);
  return wrong(message, texts.alarmsNext, evidence);
}

function refuseBroken(
  {
    check,
    reference,
    reviewed,
  }: { readonly check: ReviewCheck; readonly reference: Marks; readonly reviewed: readonly ChangedFile[] },
  context: Context,
): void {
  const place = `solution/${context.exercise.entry}`;
  const stray = strayMark(reference, { ...context, reviewed });
  if (stray !== null) {
    const line = reference.lineOf(stray.at);
    throw new AuthorFault({
      en: `${place}, line ${line}: ${stray.message}`,
      'pt-BR': `${place}, linha ${line}: ${stray.message}`,
    });
  }
  const judged = judge({ check, marks: reference, reviewed }, context);
  if (judged.status === 'passed') return;
  throw new AuthorFault({
    en: `${place} does not keep its own "checks.${check.id}": ${judged.message}`,
    'pt-BR': `${place} não passa na própria verificação "checks.${check.id}": ${judged.message}`,
  });
}

function unreadableFile({ reason, line }: UnreadableMarks, { exercise, locale }: Context): Finding {
  const texts = reviewTexts[locale];
  const { entry } = exercise;
  const words = {
    yaml: unreadable(texts.notYaml(entry, line), texts.notYamlNext),
    shape: unreadable(texts.notMarks(entry, line), texts.notMarksNext),
    'too-long': unreadable(texts.fileTooLong(entry), texts.fileTooLongNext),
  };
  return {
    ...words[reason],
    location: { file: entry, line, column: 1 },
    endsAll: true,
  };
}

function unreadable(message: string, nextStep: string): Finding {
  return { ...wrong(message, nextStep), status: 'error', reason: 'unreadable' };
}

function wrong(
  message: string,
  nextStep: string,
  evidence: readonly Evidence[] = [],
  keepsNextStep = false,
): Finding {
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message,
    nextStep,
    location: null,
    evidence,
    keepsNextStep,
  };
}
