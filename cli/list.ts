import type { Command } from 'commander';
import type { LoadedPack } from '../lessons/format/load-pack.ts';
import { type Locale, textIn } from '../lessons/format/locale.ts';
import { exitCodes } from './exit.ts';
import { localeOption } from './locale-option.ts';
import { loadAndReport, packsOption } from './packs.ts';

interface Listing {
  readonly packs: readonly {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly lessons: readonly {
      readonly id: string;
      readonly title: string;
      readonly exercises: readonly { readonly id: string; readonly kind: string; readonly title: string }[];
    }[];
  }[];
}

interface ListOptions {
  readonly packs: readonly string[];
  readonly json?: boolean;
  readonly locale: Locale;
}

/** `backline list`: every pack with its lessons and exercises. Exit 2 where something in a pack is broken. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('List packs, lessons and exercises.')
    .option(...packsOption)
    .option('--json', 'print JSON')
    .addOption(localeOption('language of titles and messages'))
    .action(async ({ locale, ...options }: ListOptions) => {
      const { packs, problems } = await loadAndReport(options.packs, locale);
      const listing = listingOf(packs, locale);
      console.log(options.json ? JSON.stringify(listing, null, 2) : asText(listing));
      if (problems.some((problem) => problem.severity === 'error')) process.exitCode = exitCodes.fault;
    });
}

function listingOf(packs: readonly LoadedPack[], locale: Locale): Listing {
  return {
    packs: packs.map(({ manifest, lessons }) => ({
      id: manifest.id,
      version: manifest.version,
      title: textIn(manifest.title, locale),
      lessons: lessons.map((lesson) => ({
        id: lesson.id,
        title: (lesson.texts[locale] ?? lesson.texts.en).title,
        exercises: lesson.exercises.map(({ id, kind, exercise }) => ({
          id,
          kind,
          title: textIn(exercise.title, locale),
        })),
      })),
    })),
  };
}

function asText({ packs }: Listing): string {
  return packs
    .flatMap((pack) => [
      `${pack.title} ${pack.version}`,
      ...pack.lessons.flatMap((lesson) => [
        `  ${lesson.title}`,
        ...lesson.exercises.map((exercise) => `    ${exercise.id}  (${exercise.kind})  ${exercise.title}`),
      ]),
    ])
    .join('\n');
}
