import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { certificatesOnDisk } from '../../host/certification/certificates-on-disk.ts';
import { type Certificate, certifyPacks } from '../../lessons/certify/certify-packs.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { appVersion } from '../version.ts';
import { formatCertificate } from './certificate-text.ts';
import { showProgress } from './check-progress.ts';

interface CheckOptions {
  readonly json?: boolean;
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
    .action(async (folder: string, options: CheckOptions) => {
      const certificate = await check(folder, options);
      console.log(options.json ? JSON.stringify(certificate, null, 2) : formatCertificate(certificate));
      process.exitCode = certificate.certified ? exitCodes.passed : exitCodes.notPassed;
    });
}

async function check(folder: string, { cache }: CheckOptions): Promise<Certificate> {
  await refuseMissing(folder);
  const runners = availableParallelism();
  // Where nothing has changed, none is needed.
  const sandbox = onceAsked(async () => {
    const { createSandbox } = await import('../../sandbox/sandbox.ts');
    return createSandbox({ runners });
  });
  const progress = showProgress(process.stderr);
  try {
    return await certifyPacks({
      sandbox: sandbox.ask,
      appVersion,
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

async function refuseMissing(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) throw new UsageError(`there is no folder ${folder}; name the folder of the pack.`);
  if (!found.isDirectory())
    throw new UsageError(`${folder} is a file; name the folder that has the pack.yaml.`);
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
