import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { buildArchive } from '../../lessons/archive/build-archive.ts';
import { describeArchiveFault } from '../../lessons/archive/fault-texts.ts';
import { gatherPackFiles } from '../../lessons/archive/pack-files.ts';
import { loadPacks } from '../../lessons/format/load-pack.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { formatProblem } from '../../lessons/format/problem.ts';
import { UsageError } from '../exit.ts';
import { localeOption } from '../locale-option.ts';
import { writeNamedFile } from './archive-file.ts';

interface BuildOptions {
  readonly out: string;
  readonly locale: Locale;
}

const words = {
  en: {
    noPack: (folder: string) => `${folder} has no pack.yaml; name the folder of one pack.`,
    broken: 'the pack has errors, so no archive was made; mend what is named above.',
    leftOut: 'Left out, since it is no part of a pack:',
    made: (name: string, files: number, out: string) => `Packed ${name}: ${files} files, in ${out}.`,
    next: (out: string) => `Nobody has signed it yet: backline pack sign ${out} --key FILE`,
  },
  'pt-BR': {
    noPack: (folder: string) => `${folder} não tem pack.yaml; indique a pasta de um pacote.`,
    broken: 'o pacote tem erros, então nenhum arquivo foi feito; corrija o que está indicado acima.',
    leftOut: 'Ficou de fora, por não fazer parte de um pacote:',
    made: (name: string, files: number, out: string) =>
      `Pacote ${name} empacotado: ${files} arquivos, em ${out}.`,
    next: (out: string) => `Ninguém o assinou ainda: backline pack sign ${out} --key ARQUIVO`,
  },
} as const satisfies Record<Locale, object>;

/** `backline pack build`: a pack as one file, the same bytes every time. Exit 2 where the pack is broken. */
export function addBuildCommand(pack: Command): void {
  pack
    .command('build')
    .description('Make one .backline file of a pack, to hand on. The same pack gives the same bytes.')
    .argument('<folder>', 'the pack')
    .requiredOption('--out <file>', 'the archive to write')
    .addOption(localeOption())
    .action(build);
}

async function build(folder: string, { out, locale }: BuildOptions): Promise<void> {
  const text = words[locale];
  const packFile = await stat(`${folder}/pack.yaml`).catch(() => null);
  if (packFile?.isFile() !== true) throw new UsageError(text.noPack(folder));
  const { packs, problems } = await loadPacks([folder]);
  for (const problem of problems) console.error(formatProblem(problem, locale));
  const [loaded] = packs;
  if (loaded === undefined || problems.some(({ severity }) => severity === 'error'))
    throw new UsageError(text.broken);
  const gathered = await gatherPackFiles(folder, loaded.manifest);
  if (!gathered.ok) throw new UsageError(describeArchiveFault(gathered.fault, locale));
  const { files, leftOut } = gathered.value;
  const built = buildArchive(loaded.manifest, files);
  if (!built.ok) throw new UsageError(describeArchiveFault(built.fault, locale));
  await writeNamedFile(out, built.value, locale);
  if (leftOut.length > 0) console.error([text.leftOut, ...leftOut].join('\n  '));
  const { id, version } = loaded.manifest;
  console.log(`${text.made(`${id} ${version}`, files.size, out)}\n${text.next(out)}`);
}
