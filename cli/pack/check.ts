import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { certificatesOnDisk } from '../../host/certification/certificates-on-disk.ts';
import { type Certificate, certifyPacks } from '../../lessons/certify/certify-packs.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import type { Problem } from '../../lessons/format/problem.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { localeOption } from '../locale-option.ts';
import { appVersion } from '../version.ts';
import { formatCertificate } from './certificate-text.ts';
import { showProgress } from './check-progress.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly locale: Locale;
  readonly cache: boolean;
}

/** `backline pack check`: whether packs keep what they promise. Exit 0 certified, 1 not, 2 wrong usage. */
export function addCheckCommand(pack: Command): void {
  pack
    .command('check')
    .description('Certify a pack, or a folder of packs: every exercise, text and link in it.')
    .argument('<folder>', 'the pack')
    .option('--json', 'print JSON')
    .option('--no-cache', 'look at every exercise anew, also at those that have not changed')
    .addOption(localeOption())
    .action(async (folder: string, options: CheckOptions) => {
      const certificate = await check(folder, options);
      const { locale } = options;
      console.log(
        options.json
          ? JSON.stringify(saidIn(certificate, locale), null, 2)
          : formatCertificate(certificate, locale),
      );
      process.exitCode = certificate.certified ? exitCodes.passed : exitCodes.notPassed;
    });
}

async function check(folder: string, { cache, locale }: CheckOptions): Promise<Certificate> {
  await refuseMissing(folder, locale);
  const runners = availableParallelism();
  // Where nothing has changed, none is needed.
  const sandbox = onceAsked(async () => {
    const { createSandbox } = await import('../../sandbox/sandbox.ts');
    return createSandbox({ runners });
  });
  const progress = showProgress(process.stderr, locale);
  try {
    return await certifyPacks({
      sandbox: sandbox.ask,
      appVersion,
      locale,
      folder,
      atOnce: runners,
      ...(cache && { known: certificatesOnDisk() }),
      ...progress,
    });
  } finally {
    progress.end();
    await (await sandbox.asked())?.close();
  }
}

/** The certificate as JSON gives it: each message in one language. */
function saidIn({ exercises, findings, ...certificate }: Certificate, locale: Locale): object {
  const said = (problems: readonly Problem[]) =>
    problems.map((problem) => ({ ...problem, message: problem.message[locale] }));
  return {
    ...certificate,
    exercises: exercises.map((exercise) => ({ ...exercise, findings: said(exercise.findings) })),
    findings: said(findings),
  };
}

const words = {
  en: {
    missing: (folder: string) => `there is no folder ${folder}; name the folder of the pack.`,
    isFile: (folder: string) => `${folder} is a file; name the folder that has the pack.yaml.`,
  },
  'pt-BR': {
    missing: (folder: string) => `não existe a pasta ${folder}; indique a pasta do pacote.`,
    isFile: (folder: string) => `${folder} é um arquivo; indique a pasta que tem o pack.yaml.`,
  },
} as const satisfies Record<Locale, object>;

async function refuseMissing(folder: string, locale: Locale): Promise<void> {
  const text = words[locale];
  const found = await stat(folder).catch(() => null);
  if (found === null) throw new UsageError(text.missing(folder));
  if (!found.isDirectory()) throw new UsageError(text.isFile(folder));
}

interface OnceAsked<T> {
  /** Makes it at the first call, and gives the same one after. */
  ask(): Promise<T>;
  /** What was made, or null where nobody asked. */
  asked(): Promise<T> | null;
}

function onceAsked<T>(make: () => Promise<T>): OnceAsked<T> {
  let made: Promise<T> | null = null;
  return {
    ask: () => {
      made ??= make();
      return made;
    },
    asked: () => made,
  };
}
