import { fileURLToPath } from 'node:url';
import { isMap, isNode, isScalar, type Node, type Pair, parseDocument, visit, type YAMLMap } from 'yaml';
import { locales as allLocales, type Locale } from '../format/locale.ts';
import { readTextFiles } from '../format/text-files.ts';
import type { ExerciseKind } from '../kinds/schemas.ts';
import { commentsIn } from './comments-in.ts';
import { flowText } from './flow-text.ts';

export interface NewExercise {
  readonly kind: ExerciseKind;
  readonly title: string;
  /** The languages of the pack. */
  readonly locales: readonly Locale[];
  /** The language of comments, which are for the author. */
  readonly comments: Locale;
}

/** Path to text, with forward slashes, below the folder that is to be made. */
export type NewFiles = Readonly<Record<string, string>>;

/** The files of an exercise that its author changes into another: its kind's template, in the pack's languages. */
export async function newExercise({ kind, title, locales, comments }: NewExercise): Promise<NewFiles> {
  const folder = fileURLToPath(new URL(`../kinds/${kind}/template`, import.meta.url));
  const { files } = await readTextFiles(folder);
  const others = allLocales.filter((locale) => !locales.includes(locale));
  const kept = Object.entries(files).filter(
    ([path]) => !others.some((locale) => path.endsWith(`.${locale}.md`)),
  );
  return Object.fromEntries(
    kept.map(([path, text]) => {
      if (!path.endsWith('.yaml')) return [path, text];
      const commented = commentsIn(text, comments);
      return [path, path === 'exercise.yaml' ? worded(commented, title, others) : commented];
    }),
  );
}

/** A part of a text, from `start` to `end` (not included), and what stands there instead. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** The same YAML with a title of its own, and in English alone where `others` are left out. All else stays as it is. */
function worded(text: string, title: string, others: readonly Locale[]): string {
  const document = parseDocument(text);
  const titles = document.get('title');
  const edits: Edit[] = isMap(titles)
    ? titles.items.map(({ value }) => replaced(value as Node, flowText(title)))
    : [];
  const named = edited(text, edits);
  if (others.length === 0) return named;
  const inEnglish: Edit[] = [];
  visit(parseDocument(named), {
    Map: (_, map) => {
      if (isLocalized(map)) inEnglish.push(englishOnly(named, map));
    },
  });
  return edited(named, inEnglish);
}

function isLocalized(map: YAMLMap): boolean {
  const names = map.items.map(({ key }) => (isScalar(key) ? key.value : key));
  return names.includes('en') && names.every((name) => (allLocales as readonly unknown[]).includes(name));
}

/** The English text itself, where a map of languages stood; on the key's line where it stood below. */
function englishOnly(text: string, map: YAMLMap): Edit {
  const english = partOf(map.items.find(({ key }) => isScalar(key) && key.value === 'en'));
  const last = partOf(map.items.at(-1));
  const put = text.slice(english.start, english.end);
  const start = map.range?.[0] ?? 0;
  if (map.flow === true) return { start, end: map.range?.[1] ?? start, put };
  const below = /\n\s*$/.exec(text.slice(0, start));
  return below === null
    ? { start, end: last.end, put }
    : { start: below.index, end: last.end, put: ` ${put}` };
}

function replaced(node: Node, put: string): Edit {
  const [start, end] = node.range ?? [0, 0];
  return { start, end, put };
}

function partOf(pair: Pair | undefined): { readonly start: number; readonly end: number } {
  const [start, end] = (isNode(pair?.value) ? pair.value.range : null) ?? [0, 0];
  return { start, end };
}

function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((made, { start, end, put }) => made.slice(0, start) + put + made.slice(end), text);
}
