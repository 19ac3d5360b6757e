import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type Locale, locales } from '../../../lessons/format/locale.ts';
import { type ExerciseKind, exerciseKinds } from '../../../lessons/kinds/schemas.ts';
import { UsageError } from '../../exit.ts';
import { localeOption } from '../../locale-option.ts';
import { type Plan, planExercise, planLesson, planPack } from './plan-new.ts';
import { type NewWords, newWords } from './words.ts';
import { AlreadyThere, writeNew } from './write-new.ts';

interface NewOptions {
  readonly title?: string;
  readonly kind: ExerciseKind;
  readonly locale: Locale;
}

interface PackOptions extends NewOptions {
  readonly author?: string;
  readonly languages: string;
  readonly lesson: string;
  readonly exercise: string;
}

interface LessonOptions extends NewOptions {
  readonly track?: string;
  readonly exercise: string;
}

const titleOption = ['--title <text>', "as learners see it; the folder's name by default"] as const;
const exerciseOption = ['--exercise <name>', 'the folder of its first exercise', 'first-exercise'] as const;
const kindOption = (): Option =>
  new Option('--kind <kind>', 'what the exercise asks for').choices(Object.keys(exerciseKinds));

/**
 * `backline pack new`: a pack, a lesson or an exercise to begin with, certified as it comes out. Exit 2 where it
 * cannot be made; nothing has changed then.
 */
export function addNewCommands(pack: Command): void {
  const made = pack
    .command('new')
    .description('Make a pack to begin with: one lesson, one exercise, certified as it comes out.')
    .argument('<folder>', 'the pack; its last part is its id')
    .option(...titleOption)
    .option('--author <name>', 'who writes it; your name on this computer by default')
    .option('--languages <list>', 'the languages it is written in: en, or en,pt-BR', 'en')
    .option('--lesson <name>', 'the folder of its first lesson', 'first-lesson')
    .option(...exerciseOption)
    .addOption(kindOption().default('sql'))
    .addOption(localeOption())
    .addHelpText(
      'after',
      `
Examples:
  backline pack new my-pack --languages en,pt-BR
  backline pack new lesson my-pack/bounds --kind http
  backline pack new exercise my-pack/bounds/grown-ups --kind sql`,
    )
    .action(async (folder: string, options: PackOptions) => {
      const words = newWords[options.locale];
      const languages = languagesOf(options.languages, words);
      const author = options.author ?? nameOfThisPerson();
      await make(folder, options, (asked) => planPack({ ...options, ...asked, author, locales: languages }));
    });
  made
    .command('lesson')
    .description('Add a lesson with one exercise to a pack.')
    .argument('<folder>', 'the pack and the lesson, such as my-pack/bounds')
    .option(...titleOption)
    .option('--track <id>', 'the track it is part of; the last one by default')
    .option(...exerciseOption)
    .addOption(kindOption().default('sql'))
    .addOption(localeOption())
    .action((folder: string, options: LessonOptions) =>
      make(folder, options, (asked) =>
        planLesson({ ...asked, track: options.track, exercise: options.exercise }),
      ),
    );
  made
    .command('exercise')
    .description('Add an exercise to a lesson.')
    .argument('<folder>', 'the pack, the lesson and the exercise, such as my-pack/bounds/grown-ups')
    .option(...titleOption)
    .addOption(kindOption().makeOptionMandatory())
    .addOption(localeOption())
    .action((folder: string, options: NewOptions) => make(folder, options, planExercise));
}

async function make(
  typed: string,
  { title, kind, locale }: NewOptions,
  planned: (asked: Parameters<typeof planExercise>[0]) => Promise<Plan>,
): Promise<void> {
  const words = newWords[locale];
  const folder = resolve(typed);
  const plan = await planned({ folder, title, kind, words, comments: locale });
  const parent = await stat(dirname(folder)).catch(() => null);
  if (parent?.isDirectory() !== true) throw new UsageError(words.noParent(dirname(folder)));
  try {
    writeNew(plan);
  } catch (error) {
    if (error instanceof AlreadyThere) throw new UsageError(words.exists(folder));
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(words.unwritten(folder, error.message));
  }
  console.log(told(plan, words));
}

function told({ folder, files, register, packFolder, exerciseFolder }: Plan, words: NewWords): string {
  const pack = shown(packFolder);
  return [
    ...Object.keys(files).map((path) => words.made(shown(join(folder, path)))),
    ...(register === undefined ? [] : [words.named(shown(register.file))]),
    '',
    words.next,
    words.change(shown(join(exerciseFolder, 'exercise.yaml'))),
    words.check(`backline pack check ${pack}`),
    words.look(`backline pack preview ${pack}`),
  ].join('\n');
}

/** A name that can be mended; some systems have none for who is there. */
function nameOfThisPerson(): string {
  try {
    return userInfo().username || 'Author';
  } catch {
    return 'Author';
  }
}

function languagesOf(list: string, words: NewWords): readonly Locale[] {
  const named = new Set(list.split(',').map((name) => name.trim()));
  const known = locales.filter((locale) => named.delete(locale));
  if (named.size > 0 || !known.includes('en')) throw new UsageError(words.badLanguages(list));
  return known;
}

/** As short as it can be typed from here. */
function shown(path: string): string {
  const below = relative(process.cwd(), path);
  return below === '' ? '.' : below.startsWith('..') ? path : below;
}
