import type { Command } from 'commander';
import { builtInPackIds } from '../../host/packs/built-in-ids.ts';
import { packsFolderOf } from '../../host/packs/index-file.ts';
import { type ExaminedPack, installPack } from '../../host/packs/install-pack.ts';
import { defaultDataFolder } from '../../host/store/data-folder.ts';
import { describeArchiveFault } from '../../lessons/archive/fault-texts.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { localeOption } from '../locale-option.ts';
import { dataOption, readNamedFile } from './archive-file.ts';
import { describeCertification } from './certification-text.ts';
import { certifyHere } from './certify-here.ts';
import { describeStanding, describeTrust, describeWayOut } from './trust-text.ts';

interface InstallOptions {
  readonly data?: string;
  readonly acceptNewKey?: boolean;
  readonly acceptUnsigned?: boolean;
  readonly check: boolean;
  readonly locale: Locale;
}

const words = {
  en: {
    installed: (name: string) => `Installed ${name}.`,
    upgraded: (name: string, before: string) => `Installed ${name}; it was ${before}.`,
    refused: (name: string) => `${name} was not installed, and nothing has changed.`,
    unreadable: 'NOT INTACT, so nothing was installed and nothing has changed.',
    disk: (why: string) => `the pack was not installed, and nothing has changed: ${why}`,
    looking: 'Trying its exercises on this computer (Ctrl+C leaves that for later)…',
    open: 'Where Backline is open, it shows the change when it is opened the next time.',
  },
  'pt-BR': {
    installed: (name: string) => `${name} instalado.`,
    upgraded: (name: string, before: string) => `${name} instalado; antes era ${before}.`,
    refused: (name: string) => `${name} não foi instalado, e nada mudou.`,
    unreadable: 'NÃO ESTÁ ÍNTEGRO, então nada foi instalado e nada mudou.',
    disk: (why: string) => `o pacote não foi instalado, e nada mudou: ${why}`,
    looking: 'Testando os exercícios neste computador (Ctrl+C deixa isso para depois)…',
    open: 'Se o Backline estiver aberto, a mudança aparece na próxima vez que for aberto.',
  },
} as const satisfies Record<Locale, object>;

/** `backline pack install`: exit 0 installed, 1 refused, 2 wrong usage or a disk that does not take it. */
export function addInstallCommand(pack: Command): void {
  pack
    .command('install')
    .description('Install an archive, or the newer version of a pack. Your work in its exercises is kept.')
    .argument('<archive>', 'the .backline file')
    .option('--accept-new-key', 'install it although it is signed by another key than before')
    .option('--accept-unsigned', 'install it although it is not signed and was before')
    .option('--no-check', 'leave it to the app to find out whether the pack is certified')
    .option(...dataOption)
    .addOption(localeOption())
    .action(async (archive: string, options: InstallOptions) => {
      process.exitCode = await install(archive, options);
    });
}

async function install(archive: string, options: InstallOptions): Promise<number> {
  const { locale } = options;
  const text = words[locale];
  const bytes = await readNamedFile(archive, locale);
  const result = await writeOrExplain(bytes, options);
  if (result.status === 'unreadable') {
    console.log(`${text.unreadable}\n${describeArchiveFault(result.fault, locale)}`);
    return exitCodes.notPassed;
  }
  const { opened, trust } = result.pack;
  const name = nameOf(result.pack);
  if (result.status === 'refused') {
    const why = [text.refused(name), describeTrust(trust, locale), describeStanding(result.pack, locale)];
    const wayOut = describeWayOut(result.reason, opened.pack.id, locale);
    console.log([...why, wayOut].filter((line) => line !== '').join('\n'));
    return exitCodes.notPassed;
  }
  const { installedVersion } = result.pack;
  const done = installedVersion === null ? text.installed(name) : text.upgraded(name, installedVersion);
  console.log([done, describeTrust(trust, locale)].join('\n'));
  if (options.check) {
    console.error(text.looking);
    const packsFolder = packsFolderOf(options.data ?? defaultDataFolder());
    console.log(describeCertification(await certifyHere(packsFolder, opened.pack.id), locale));
  }
  console.log(text.open);
  return exitCodes.passed;
}

async function writeOrExplain(bytes: Buffer, { data, acceptNewKey, acceptUnsigned, locale }: InstallOptions) {
  const builtInIds = await builtInPackIds();
  try {
    return installPack(bytes, {
      packsFolder: packsFolderOf(data ?? defaultDataFolder()),
      builtInIds,
      accept: { newKey: acceptNewKey === true ? 'any' : undefined, unsigned: acceptUnsigned },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(words[locale].disk(error.message));
  }
}

function nameOf({ opened }: ExaminedPack): string {
  return `${opened.pack.id} ${opened.pack.version}`;
}
