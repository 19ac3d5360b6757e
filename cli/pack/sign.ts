import type { Command } from 'commander';
import { signArchive } from '../../lessons/archive/build-archive.ts';
import { describeArchiveFault } from '../../lessons/archive/fault-texts.ts';
import { openArchive } from '../../lessons/archive/open-archive.ts';
import { fingerprintOf, publicKeyOf } from '../../lessons/archive/signature.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { UsageError } from '../exit.ts';
import { localeOption } from '../locale-option.ts';
import { readNamedFile, writeNamedFile } from './archive-file.ts';
import { readKeyFile } from './key.ts';

interface SignOptions {
  readonly key: string;
  readonly locale: Locale;
}

const words = {
  en: {
    notSigned: (why: string) => `the archive was not signed. ${why}`,
    signed: (name: string) => `Signed ${name} with the key`,
  },
  'pt-BR': {
    notSigned: (why: string) => `o pacote não foi assinado. ${why}`,
    signed: (name: string) => `${name} foi assinado com a chave`,
  },
} as const satisfies Record<Locale, object>;

/** `backline pack sign`: puts a signature into an archive that is whole. Exit 2 where it is not. */
export function addSignCommand(pack: Command): void {
  pack
    .command('sign')
    .description('Sign an archive, so that others can tell that it and its next versions are from you.')
    .argument('<archive>', 'the .backline file')
    .requiredOption('--key <file>', 'your key, from "backline pack key"')
    .addOption(localeOption())
    .action(async (archive: string, options: SignOptions) => {
      const { locale } = options;
      const text = words[locale];
      const key = await readKeyFile(options.key, locale);
      const opened = openArchive(await readNamedFile(archive, locale));
      if (!opened.ok) throw new UsageError(text.notSigned(describeArchiveFault(opened.fault, locale)));
      await writeNamedFile(archive, signArchive(opened.value, key), locale);
      const { id, version } = opened.value.pack;
      console.log(`${text.signed(`${id} ${version}`)} ${fingerprintOf(publicKeyOf(key))}`);
    });
}
