import type { Command } from 'commander';
import { packsFolderOf } from '../../host/packs/index-file.ts';
import { removePack } from '../../host/packs/remove-pack.ts';
import { defaultDataFolder } from '../../host/store/data-folder.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { UsageError } from '../exit.ts';
import { localeOption } from '../locale-option.ts';
import { dataOption } from './archive-file.ts';

interface RemoveOptions {
  readonly data?: string;
  readonly locale: Locale;
}

const words = {
  en: {
    removed: (id: string) => `Took ${id} away. What you did in its exercises is kept, should it come back.`,
    unknown: (id: string) => `no pack ${id} is installed; "backline pack list" shows those that are.`,
  },
  'pt-BR': {
    removed: (id: string) =>
      `${id} foi removido. O que você fez nos exercícios fica guardado, caso ele volte.`,
    unknown: (id: string) => `nenhum pacote ${id} está instalado; "backline pack list" mostra os que estão.`,
  },
} as const satisfies Record<Locale, object>;

/** `backline pack remove`: exit 2 where no such pack is installed. */
export function addRemoveCommand(pack: Command): void {
  pack
    .command('remove')
    .description('Take an installed pack away. Your work in its exercises is kept.')
    .argument('<pack-id>', 'as "backline pack list" shows it')
    .option(...dataOption)
    .addOption(localeOption())
    .action((id: string, { data, locale }: RemoveOptions) => {
      const text = words[locale];
      if (!removePack(id, packsFolderOf(data ?? defaultDataFolder()))) throw new UsageError(text.unknown(id));
      console.log(text.removed(id));
    });
}
