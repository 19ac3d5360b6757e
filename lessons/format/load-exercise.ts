import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mostWithWords } from '../grading/known-mistake.ts';
import type { ExerciseFault, ViewData, ViewDataGiven } from '../kinds/declaration.ts';
import { type Exercise, type ExerciseKind, exerciseKinds } from '../kinds/schemas.ts';
import type { EditorContext } from './editor-context.ts';
import { authoredFiles } from './exercise.ts';
import type { Locale, Translations } from './locale.ts';
import type { Problem } from './problem.ts';
import { requirementsHash } from './requirements-hash.ts';
import { decodeText, readTextFiles } from './text-files.ts';
import { type Parsed, parseYaml } from './yaml-source.ts';

export interface LoadedExercise {
  /** `pack/lesson/exercise`. */
  readonly id: string;
  readonly folder: string;
  readonly kind: ExerciseKind;
  readonly exercise: Exercise;
  /** The task, Markdown, by language; English is always there. */
  readonly tasks: { readonly en: string } & Partial<Record<Locale, string>>;
  readonly starter: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
  /** Names of the folders in `wrong/`. */
  readonly wrong: readonly string[];
  /** Files of the wrong answers that have a `nextStep` of their own, by name. */
  readonly mistakes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Text of every file that the exercise's kind asked for, by the name `exercise.yaml` gives it. */
  readonly resources: Readonly<Record<string, string>>;
  /** SHA-256 over everything that a grade depends on. */
  readonly contentHash: string;
  /** SHA-256 over what an answer has to do: the same where only words were mended. */
  readonly requirementsHash: string;
}

export interface LoadExerciseRequest {
  readonly id: string;
  readonly folder: string;
  /** The pack's `data/`, the second place where resources are looked for. */
  readonly dataFolder: string;
  readonly locales: readonly Locale[];
}

const kindProbe = z.looseObject({ kind: z.string() });

/** Reads one exercise. Null where an error keeps it from being used; `problems` then says why. */
export async function loadExercise(
  request: LoadExerciseRequest,
  problems: Problem[],
): Promise<LoadedExercise | null> {
  const file = join(request.folder, 'exercise.yaml');
  const text = await readText(file);
  if (text === null) {
    problems.push(
      missing(file, {
        en: 'the lesson names this exercise, and it has no exercise.yaml',
        'pt-BR': 'a lição cita este exercício, e ele não tem um exercise.yaml',
      }),
    );
    return null;
  }
  const parsed = parseExercise(file, text);
  if (!parsed.ok) {
    problems.push(...parsed.problems);
    return null;
  }
  const before = errorsIn(problems);
  const { kind, exercise, written } = parsed.value;
  const starter = await readSubmissionFolder(request.folder, 'starter', exercise.entry, problems);
  const solution = await readSubmissionFolder(request.folder, 'solution', exercise.entry, problems);
  const wrong = await listWrong(request.folder);
  checkWrong({ file, exercise, wrong, lineOf: parsed.lineOf }, problems);
  const tasks = await readTasks(request, problems);
  const mistakes = await readMistakes(request.folder, { exercise, wrong }, problems);
  const resources = await readResources({ ...request, file, kind, exercise }, problems);
  if (errorsIn(problems) === before) {
    for (const { path, message } of findFaults(kind, { exercise, resources })) {
      problems.push({ severity: 'error', file, line: parsed.lineOf(path), message });
    }
  }
  if (errorsIn(problems) > before || tasks === null) return null;
  return {
    id: request.id,
    folder: request.folder,
    kind,
    exercise,
    tasks,
    starter,
    solution,
    wrong,
    mistakes,
    resources,
    contentHash: hashContent({ text, solution, resources, mistakes }),
    requirementsHash: requirementsHash({ written, task: tasks.en, solution, resources }),
  };
}

interface ParsedExercise {
  readonly kind: ExerciseKind;
  readonly exercise: Exercise;
  /** The file's keys and values before defaults were filled in. */
  readonly written: Readonly<Record<string, unknown>>;
}

function parseExercise(file: string, text: string): Parsed<ParsedExercise> {
  const probe = parseYaml({ file, text }, kindProbe);
  if (!probe.ok) return probe;
  const kind = probe.value.kind;
  if (!isKind(kind)) {
    const known = Object.keys(exerciseKinds).join(', ');
    const message = {
      en: `"kind" is ${JSON.stringify(kind)}, which this version of Backline does not know; it knows ${known}`,
      'pt-BR': `"kind" é ${JSON.stringify(kind)}, que esta versão do Backline não conhece; ela conhece ${known}`,
    };
    return { ok: false, problems: [{ severity: 'error', file, line: probe.lineOf(['kind']), message }] };
  }
  const parsed = parseYaml<Exercise>({ file, text }, exerciseKinds[kind].schema);
  if (!parsed.ok) return parsed;
  return (
    duplicateCheckId(file, parsed) ?? {
      ...parsed,
      value: { kind, exercise: parsed.value, written: probe.value },
    }
  );
}

function duplicateCheckId(
  file: string,
  parsed: Extract<Parsed<Exercise>, { ok: true }>,
): Parsed<never> | null {
  const ids = parsed.value.checks.map((check) => check.id);
  const second = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (second < 0) return null;
  const message = {
    en: `two checks have the id "${ids[second]}"; each needs its own`,
    'pt-BR': `duas verificações têm o id "${ids[second]}"; cada uma precisa do seu`,
  };
  return {
    ok: false,
    problems: [{ severity: 'error', file, line: parsed.lineOf(['checks', second, 'id']), message }],
  };
}

function isKind(kind: string): kind is ExerciseKind {
  return Object.hasOwn(exerciseKinds, kind);
}

/** Reads a whole submission of the exercise, such as `solution` or `wrong/off-by-one`. */
export async function readSubmissionFolder(
  exerciseFolder: string,
  name: string,
  entry: string,
  problems: Problem[],
): Promise<Readonly<Record<string, string>>> {
  const folder = join(exerciseFolder, name);
  let read: Awaited<ReturnType<typeof readTextFiles>>;
  try {
    read = await readTextFiles(folder);
  } catch {
    problems.push(
      missing(folder, {
        en: `the exercise has no ${name}/ folder`,
        'pt-BR': `o exercício não tem a pasta ${name}/`,
      }),
    );
    return {};
  }
  for (const { path, reason } of read.unreadable) problems.push(missing(join(folder, path), reason));
  if (!Object.hasOwn(read.files, entry)) {
    problems.push(
      missing(join(folder, entry), {
        en: `"entry" names ${entry}, and ${name}/ does not have it`,
        'pt-BR': `"entry" cita ${entry}, que não está em ${name}/`,
      }),
    );
  }
  return read.files;
}

async function listWrong(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(folder, 'wrong'), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

interface WrongToCheck {
  readonly file: string;
  readonly exercise: Exercise;
  readonly wrong: readonly string[];
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function checkWrong({ file, exercise, wrong, lineOf }: WrongToCheck, problems: Problem[]): void {
  const checkIds = exercise.checks.map((check) => check.id);
  const worded: string[] = [];
  for (const [name, { caughtBy, nextStep }] of Object.entries(exercise.wrong)) {
    const line = lineOf(['wrong', name]);
    if (!wrong.includes(name)) {
      problems.push({
        severity: 'error',
        file,
        line,
        message: {
          en: `"wrong.${name}" has no folder wrong/${name}`,
          'pt-BR': `"wrong.${name}" não tem a pasta wrong/${name}`,
        },
      });
    }
    if (!checkIds.includes(caughtBy)) {
      const message = {
        en: `"wrong.${name}.caughtBy" is "${caughtBy}", and no check has that id`,
        'pt-BR': `"wrong.${name}.caughtBy" é "${caughtBy}", e nenhuma verificação tem esse id`,
      };
      problems.push({ severity: 'error', file, line: lineOf(['wrong', name, 'caughtBy']), message });
    }
    if (nextStep === undefined) continue;
    worded.push(caughtBy);
    if (worded.filter((id) => id === caughtBy).length === mostWithWords + 1) {
      const message = {
        en: `"wrong.${name}.nextStep": at most ${mostWithWords} wrong answers of one check can have words`,
        'pt-BR': `"wrong.${name}.nextStep": no máximo ${mostWithWords} respostas erradas de uma verificação podem ter um texto próprio`,
      };
      problems.push({ severity: 'error', file, line: lineOf(['wrong', name, 'nextStep']), message });
    }
  }
  for (const name of wrong.filter((name) => !Object.hasOwn(exercise.wrong, name))) {
    const message = {
      en: `wrong/${name} is not declared: add "wrong.${name}" with the check that must catch it`,
      'pt-BR': `wrong/${name} não foi declarada: acrescente "wrong.${name}" com a verificação que deve apanhá-la`,
    };
    problems.push({ severity: 'error', file, line: null, message });
  }
}

/** The files of wrong answers with words of their own, which grading needs to know such an answer again. */
async function readMistakes(
  folder: string,
  { exercise, wrong }: Pick<WrongToCheck, 'exercise' | 'wrong'>,
  problems: Problem[],
): Promise<Record<string, Readonly<Record<string, string>>>> {
  const mistakes: Record<string, Readonly<Record<string, string>>> = {};
  for (const [name, { nextStep }] of Object.entries(exercise.wrong)) {
    if (nextStep === undefined || !wrong.includes(name)) continue;
    mistakes[name] = await readSubmissionFolder(folder, `wrong/${name}`, exercise.entry, problems);
  }
  return mistakes;
}

async function readTasks(
  request: LoadExerciseRequest,
  problems: Problem[],
): Promise<LoadedExercise['tasks'] | null> {
  const english = await readText(join(request.folder, 'task.md'));
  if (english === null) {
    problems.push(
      missing(join(request.folder, 'task.md'), {
        en: 'the exercise has no task.md',
        'pt-BR': 'o exercício não tem um task.md',
      }),
    );
    return null;
  }
  const tasks: { en: string } & Partial<Record<Locale, string>> = { en: english };
  for (const locale of request.locales.filter((locale) => locale !== 'en')) {
    const file = join(request.folder, `task.${locale}.md`);
    const text = await readText(file);
    if (text !== null) tasks[locale] = text;
    else problems.push(missingTranslation(file));
  }
  return tasks;
}

interface ResourcesRequest extends LoadExerciseRequest {
  readonly file: string;
  readonly kind: ExerciseKind;
  readonly exercise: Exercise;
}

async function readResources(
  request: ResourcesRequest,
  problems: Problem[],
): Promise<Record<string, string>> {
  const resources: Record<string, string> = {};
  // The schema of this kind made this exercise; TypeScript cannot follow the pair through the registry.
  const list = exerciseKinds[request.kind].resources as (exercise: Exercise) => readonly string[];
  for (const name of new Set([...list(request.exercise), ...authoredFiles(request.exercise)])) {
    const text =
      (await readText(join(request.folder, name))) ?? (await readText(join(request.dataFolder, name)));
    if (text !== null) resources[name] = text;
    else
      problems.push(
        missing(request.file, {
          en: `names the file "${name}", which is neither beside it nor in the pack's data/`,
          'pt-BR': `cita o arquivo "${name}", que não está ao lado dele nem na pasta data/ do pacote`,
        }),
      );
  }
  return resources;
}

/** What the kind finds wrong with an exercise beside its files. */
function findFaults(
  kind: ExerciseKind,
  made: { readonly exercise: Exercise; readonly resources: Readonly<Record<string, string>> },
): readonly ExerciseFault[] {
  // As above: the kind's own schema made this exercise.
  const find = exerciseKinds[kind].findFaults as
    | ((exercise: Exercise, resources: Readonly<Record<string, string>>) => readonly ExerciseFault[])
    | undefined;
  return find?.(made.exercise, made.resources) ?? [];
}

/** What the view of the exercise's kind draws, in one language; null for a kind without a view of its own. */
export function viewDataOf({ kind, exercise, resources }: LoadedExercise, locale: Locale): ViewData | null {
  const make = exerciseKinds[kind].viewData as
    | ((exercise: Exercise, given: ViewDataGiven) => ViewData)
    | undefined;
  return make?.(exercise, { resources, locale }) ?? null;
}

/** What the editor is told of the exercise, which holds no answer. */
export function editorContextOf({ kind, exercise, resources }: LoadedExercise): EditorContext {
  const make = exerciseKinds[kind].editorContext as
    | ((exercise: Exercise, given: { readonly resources: LoadedExercise['resources'] }) => EditorContext)
    | undefined;
  return make?.(exercise, { resources }) ?? { declarations: {}, databases: {} };
}

function hashContent(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Text of a file, or null where it is not there or not text. */
export async function readText(file: string): Promise<string | null> {
  try {
    return decodeText(await readFile(file));
  } catch {
    return null;
  }
}

function missing(file: string, message: Translations): Problem {
  return { severity: 'error', file, line: null, message };
}

/** For a text that the pack says it has, and that one of its languages lacks. */
export function missingTranslation(file: string): Problem {
  const message = {
    en: 'the translation is missing; English is shown instead',
    'pt-BR': 'a tradução está faltando; o texto em inglês aparece no lugar dela',
  };
  return { severity: 'warning', file, line: null, message };
}

function errorsIn(problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.severity === 'error').length;
}
