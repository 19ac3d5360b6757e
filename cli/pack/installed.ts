import type { Command } from 'commander';
import { packsFolderOf, readIndex } from '../../host/packs/index-file.ts';
import { signerOf } from '../../host/packs/install-pack.ts';
import { defaultDataFolder } from '../../host/store/data-folder.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { localeOption } from '../locale-option.ts';
import { dataOption } from './archive-file.ts';
import { knownCertification } from './certify-here.ts';

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
    certified: 'certified on this computer',
    'not-certified': 'NOT CERTIFIED',
    'not-checked': 'not looked at yet',
  },
  'pt-BR': {
    none: 'Nenhum pacote está instalado além dos que vêm com o Backline.',
    by: 'assinado por',
    unsigned: 'sem assinatura',
    certified: 'certificado neste computador',
    'not-certified': 'NÃO CERTIFICADO',
    'not-checked': 'ainda não verificado',
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
      const packsFolder = packsFolderOf(data ?? defaultDataFolder());
      const installed = readIndex(packsFolder).packs.map((entry) => ({
        id: entry.id,
        version: entry.version,
        signedBy: signerOf(entry),
        certification: certificationOf(packsFolder, entry.contentSum),
      }));
      const { none, by, unsigned } = words[locale];
      const lines = installed.map(
        ({ id, version, signedBy, certification }) =>
          `${id} ${version}  ${signedBy === null ? unsigned : `${by} ${signedBy}`}  ${words[locale][certification]}`,
      );
      const text = lines.length === 0 ? none : lines.join('\n');
      console.log(json ? JSON.stringify({ packs: installed }, null, 2) : text);
    });
}

function certificationOf(
  packsFolder: string,
  contentSum: string,
): 'certified' | 'not-certified' | 'not-checked' {
  const known = knownCertification(packsFolder, contentSum);
  if (known === null) return 'not-checked';
  return known.errors === 0 && !known.wasStopped ? 'certified' : 'not-certified';
}
