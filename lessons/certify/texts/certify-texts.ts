import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readText } from '../../format/load-exercise.ts';
import type { LoadedPack } from '../../format/load-pack.ts';
import type { Translations } from '../../format/locale.ts';
import { whyTooMuchMarkdown } from '../../format/markdown-limits.ts';
import { packSchema } from '../../format/pack.ts';
import type { Problem } from '../../format/problem.ts';
import { parseYaml } from '../../format/yaml-source.ts';
import { findBrokenEmbeds } from './embedded-exercises.ts';
import { findBrokenLinks } from './markdown-links.ts';
import { untranslated, untranslatedText } from './untranslated.ts';

/** What can be seen of a pack beside its exercises: translations, links in lessons, folders that nothing names. */
export async function certifyTexts(pack: LoadedPack): Promise<readonly Problem[]> {
  return [...(await checkManifest(pack)), ...(await checkLessons(pack)), ...(await findUnnamed(pack))];
}

async function checkManifest({ folder, manifest }: LoadedPack): Promise<readonly Problem[]> {
  const file = join(folder, 'pack.yaml');
  const parsed = parseYaml({ file, text: (await readText(file)) ?? '' }, z.unknown());
  return manifest.locales.flatMap((locale) =>
    untranslated(packSchema, manifest, locale).map((path): Problem => {
      const message = untranslatedText(path, locale);
      return { severity: 'warning', file, line: parsed.ok ? parsed.lineOf(path) : null, message };
    }),
  );
}

/** The whole file again, since lines are counted from its front matter on. */
async function checkLessons({ folder, lessons }: LoadedPack): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const lesson of lessons) {
    for (const locale of Object.keys(lesson.texts)) {
      const name = locale === 'en' ? 'lesson.md' : `lesson.${locale}.md`;
      const file = join(folder, basename(lesson.id), name);
      const text = (await readText(file)) ?? '';
      problems.push(...findBrokenLinks(file, text), ...findBrokenEmbeds(file, text, lesson.exercises));
      const why = whyTooMuchMarkdown(text);
      if (why !== null) {
        const message = {
          en: `${why.en}: the app shows it without any layout; shorten it or split it`,
          'pt-BR': `${why['pt-BR']}: o aplicativo o mostra sem formatação; encurte-o ou divida-o`,
        };
        problems.push({ severity: 'error', file, line: null, message });
      }
    }
  }
  return problems;
}

/** Lessons that `pack.yaml` does not name, and exercises that their lesson does not: nobody would see them. */
async function findUnnamed({ folder, manifest, lessons }: LoadedPack): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const say = (file: string, message: Translations) =>
    problems.push({ severity: 'warning', file, line: null, message });
  const named = manifest.tracks.flatMap((track) => track.lessons);
  for (const name of await foldersWith(folder, 'lesson.md')) {
    if (!named.includes(name))
      say(join(folder, name, 'lesson.md'), {
        en: 'no track in pack.yaml names this lesson',
        'pt-BR': 'nenhuma trilha em pack.yaml cita esta lição',
      });
  }
  for (const lesson of lessons) {
    const home = join(folder, basename(lesson.id));
    for (const name of await foldersWith(home, 'exercise.yaml')) {
      if (lesson.manifest.exercises.includes(name)) continue;
      say(join(home, name, 'exercise.yaml'), {
        en: '"exercises" in lesson.md does not name this exercise',
        'pt-BR': '"exercises" em lesson.md não cita este exercício',
      });
    }
  }
  return problems;
}

async function foldersWith(folder: string, file: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const has = await Promise.all(
    names.map(async (name) => (await readText(join(folder, name, file))) !== null),
  );
  return names.filter((_, at) => has[at]).sort();
}
