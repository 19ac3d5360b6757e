import type { Command } from 'commander';
import { packsFolderOf } from '../../host/packs/index-file.ts';
import { examineArchive } from '../../host/packs/install-pack.ts';
import { defaultDataFolder } from '../../host/store/data-folder.ts';
import { describeArchiveFault } from '../../lessons/archive/fault-texts.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { exitCodes } from '../exit.ts';
import { localeOption } from '../locale-option.ts';
import { dataOption, readNamedFile } from './archive-file.ts';
import { describeStanding, describeTrust } from './trust-text.ts';

interface VerifyOptions {
  readonly data?: string;
  readonly locale: Locale;
}

const words = {
  en: {
    intact: (name: string, files: number) => `${name}: intact, all ${files} files are as they were packed.`,
    notIntact: 'NOT INTACT. Do not use this archive; ask for it again.',
  },
  'pt-BR': {
    intact: (name: string, files: number) =>
      `${name}: íntegro, todos os ${files} arquivos estão como foram empacotados.`,
    notIntact: 'NÃO ESTÁ ÍNTEGRO. Não use este arquivo; peça-o de novo.',
  },
} as const satisfies Record<Locale, object>;

/** `backline pack verify`: exit 0 intact, 1 damaged or to be asked about first, 2 wrong usage. Writes nothing. */
export function addVerifyCommand(pack: Command): void {
  pack
    .command('verify')
    .description('Tell whether an archive is whole, whom it is from, and how it stands to what is installed.')
    .argument('<archive>', 'the .backline file')
    .option(...dataOption)
    .addOption(localeOption())
    .action(async (archive: string, { data, locale }: VerifyOptions) => {
      const bytes = await readNamedFile(archive, locale);
      const examined = examineArchive(bytes, packsFolderOf(data ?? defaultDataFolder()));
      if (!examined.ok) {
        console.log(`${words[locale].notIntact}\n${describeArchiveFault(examined.fault, locale)}`);
        process.exitCode = exitCodes.notPassed;
        return;
      }
      const { opened, trust } = examined.pack;
      const { id, version } = opened.pack;
      const lines = [
        words[locale].intact(`${id} ${version}`, opened.files.size),
        describeTrust(trust, locale),
        describeStanding(examined.pack, locale),
      ];
      console.log(lines.filter((line) => line !== '').join('\n'));
      const asks = trust.status === 'key-changed' || trust.status === 'signature-missing';
      if (asks) process.exitCode = exitCodes.notPassed;
    });
}
