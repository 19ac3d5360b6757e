import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { exportExercise } from '../lessons/export/export-exercise.ts';
import type { ExportedProject } from '../lessons/export/project.ts';
import type { Locale } from '../lessons/format/locale.ts';
import { UsageError } from './exit.ts';
import { localeOption } from './locale-option.ts';
import { packsOption } from './packs.ts';
import { findOrExplain, readSubmission } from './submission.ts';

interface ExportOptions {
  readonly files: string;
  readonly out: string;
  readonly packs: readonly string[];
  readonly locale: Locale;
}

const words = {
  en: {
    notEmpty: (out: string) =>
      `--out ${out} is not empty; name a new folder, so that nothing is overwritten.`,
    notFolder: (out: string) => `--out ${out} is a file; name a folder that is empty or not there yet.`,
    notWritten: (out: string, why: string) => `--out ${out} cannot be written: ${why}`,
    made: (files: number, out: string) => `Wrote ${files} files to ${out}.`,
    next: 'Start it with:',
    warning: 'Note:',
  },
  'pt-BR': {
    notEmpty: (out: string) =>
      `--out ${out} não está vazia; indique uma pasta nova, para que nada seja sobrescrito.`,
    notFolder: (out: string) => `--out ${out} é um arquivo; indique uma pasta vazia ou que ainda não exista.`,
    notWritten: (out: string, why: string) => `--out ${out} não pôde ser escrita: ${why}`,
    made: (files: number, out: string) => `${files} arquivos gravados em ${out}.`,
    next: 'Inicie com:',
    warning: 'Atenção:',
  },
} as const satisfies Record<Locale, object>;

/** `backline export`: writes a submission as a Node project. Exit 2 where there is nothing to make one of. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('Write your answer to an exercise as a plain Node project that runs without Backline.')
    .argument('<exercise-id>', 'pack/lesson/exercise, as "backline list" shows it')
    .requiredOption('--files <folder>', 'your answer')
    .requiredOption('--out <folder>', 'where to write the project; it must be empty or not there yet')
    .option(...packsOption)
    .addOption(localeOption('language of the project'))
    .action(exportTo);
}

async function exportTo(exerciseId: string, options: ExportOptions): Promise<void> {
  const { out, locale } = options;
  const text = words[locale];
  await refuseUsedFolder(out, locale);
  const { exercise } = await findOrExplain(exerciseId, options);
  const submission = await readSubmission(options.files, locale);
  const { createSandbox } = await import('../sandbox/sandbox.ts');
  const sandbox = await createSandbox({ runners: 1 });
  try {
    const result = await exportExercise({ sandbox, exercise, ...submission, locale });
    if (!result.ok) throw new UsageError(result.error.message);
    const { project } = result;
    await writeProject(project, options);
    for (const warning of project.warnings) console.error(`${text.warning} ${warning}`);
    console.log(text.made(Object.keys(project.files).length, out));
    if (project.scripts.includes('start'))
      console.log(`${text.next}\n  cd ${out}\n  npm install\n  npm start`);
  } finally {
    await sandbox.close();
  }
}

async function refuseUsedFolder(out: string, locale: Locale): Promise<void> {
  try {
    if ((await readdir(out)).length > 0) throw new UsageError(words[locale].notEmpty(out));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw new UsageError(words[locale].notFolder(out));
    if (code !== 'ENOENT') throw error;
  }
}

async function writeProject({ files }: ExportedProject, { out, locale }: ExportOptions): Promise<void> {
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(out, path);
      await mkdir(dirname(file), { recursive: true });
      // Never over a file that has appeared in the meantime.
      await writeFile(file, text, { flag: 'wx' });
    }
  } catch (error) {
    throw new UsageError(words[locale].notWritten(out, (error as Error).message));
  }
}
