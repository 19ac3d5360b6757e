import type { Command } from 'commander';
import { packsFolderOf, readIndex } from '../../host/packs/index-file.ts';
import { signerOf } from '../../host/packs/install-pack.ts';
import { defaultDataFolder } from '../../host/store/data-folder.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { dataOption, localeOption } from './archive-file.ts';

interface ListOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly locale: Locale;
}

const words = {
  en: {
    none: 'No packs are installed beside those that come with Backline.',
    by: 'signed by',
    unsigned: 'unsigned',
  },
  'pt-BR': {
    none: 'Nenhum pacote está instalado além dos que vêm com o Backline.',
    by: 'assinado por',
    unsigned: 'sem assinatura',
  },
} as const satisfies Record<Locale, object>;

/** `backline pack list`: the packs that were installed from archives, and who signed them. */
export function addInstalledCommand(pack: Command): void {
  pack
    .command('list')
    .description('List the packs that were installed from archives, and who signed them.')
    .option(...dataOption)
    .option('--json', 'print JSON')
    .addOption(localeOption())
    .action(({ data, json, locale }: ListOptions) => {
      const installed = readIndex(packsFolderOf(data ?? defaultDataFolder())).packs.map((entry) => ({
        id: entry.id,
        version: entry.version,
        signedBy: signerOf(entry),
      }));
      const { none, by, unsigned } = words[locale];
      const lines = installed.map(
        ({ id, version, signedBy }) =>
          `${id} ${version}  ${signedBy === null ? unsigned : `${by} ${signedBy}`}`,
      );
      const text = lines.length === 0 ? none : lines.join('\n');
      console.log(json ? JSON.stringify({ packs: installed }, null, 2) : text);
    });
}
