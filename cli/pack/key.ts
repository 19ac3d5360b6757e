import type { KeyObject } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  fingerprintOf,
  newSigningKey,
  publicKeyOf,
  readSigningKey,
} from '../../lessons/archive/signature.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { UsageError } from '../exit.ts';
import { localeOption } from '../locale-option.ts';

interface KeyOptions {
  readonly out: string;
  readonly locale: Locale;
}

const words = {
  en: {
    there: (file: string) =>
      `${file} is there already; a key that is overwritten is lost, so name another file.`,
    unwritten: (file: string, why: string) => `${file} cannot be written: ${why}`,
    made: (file: string) => `Made a key, in ${file}.`,
    fingerprint: 'Its fingerprint, for others to compare:',
    keep: 'Keep the file to yourself, and a copy in a safe place: who has it can sign packs in your name, and without it nobody can sign the next version of yours.',
    noKey: (file: string) => `${file} has no key that signs packs; "backline pack key --out FILE" makes one.`,
    exposed: (file: string) =>
      `other users of this computer can read ${file}; make it yours alone: chmod 600 ${file}`,
  },
  'pt-BR': {
    there: (file: string) =>
      `${file} já existe; uma chave sobrescrita está perdida, então indique outro arquivo.`,
    unwritten: (file: string, why: string) => `${file} não pôde ser gravado: ${why}`,
    made: (file: string) => `Chave criada em ${file}.`,
    fingerprint: 'Sua impressão digital, para outras pessoas compararem:',
    keep: 'Guarde o arquivo só para você, com uma cópia em lugar seguro: quem o tem pode assinar pacotes em seu nome, e sem ele ninguém assina a próxima versão dos seus.',
    noKey: (file: string) =>
      `${file} não tem uma chave que assine pacotes; "backline pack key --out ARQUIVO" cria uma.`,
    exposed: (file: string) =>
      `outros usuários deste computador podem ler ${file}; deixe-o só para você: chmod 600 ${file}`,
  },
} as const satisfies Record<Locale, object>;

/** `backline pack key`: a new key to sign packs with. Never overwrites a file. */
export function addKeyCommand(pack: Command): void {
  pack
    .command('key')
    .description('Make a key to sign your packs with.')
    .requiredOption('--out <file>', 'where to keep it; readable by you alone')
    .addOption(localeOption())
    .action(async ({ out, locale }: KeyOptions) => {
      const text = words[locale];
      const pem = newSigningKey();
      try {
        await writeFile(out, pem, { flag: 'wx', mode: 0o600, flush: true });
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new UsageError(code === 'EEXIST' ? text.there(out) : text.unwritten(out, message));
      }
      const key = await readKeyFile(out, locale);
      console.log(
        `${text.made(out)}\n${text.fingerprint}\n  ${fingerprintOf(publicKeyOf(key))}\n${text.keep}`,
      );
    });
}

/** The private key in a file. Throws a UsageError where there is none, or where others can read it. */
export async function readKeyFile(file: string, locale: Locale): Promise<KeyObject> {
  const text = words[locale];
  const pem = await readFile(file, 'utf8').catch(() => '');
  const key = readSigningKey(pem);
  if (key === null) throw new UsageError(text.noKey(file));
  // Windows has no such bits; what its files allow is decided by their folder.
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new UsageError(text.exposed(file));
  return key;
}
