import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { type Certificate, certifyPacks } from '../../lessons/certify/certify-packs.ts';
import { exitCodes, UsageError } from '../exit.ts';
import { appVersion } from '../version.ts';
import { formatCertificate, formatProgress } from './certificate-text.ts';
import { certificatesOnDisk } from './certificates-on-disk.ts';

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
  const { createSandbox } = await import('../../sandbox/sandbox.ts');
  const runners = availableParallelism();
  const sandbox = await createSandbox({ runners });
  try {
    return await certifyPacks({
      sandbox,
      appVersion,
      folder,
      atOnce: runners,
      ...(cache && { known: await certificatesOnDisk() }),
      onExercise: (exercise, done, total) => console.error(formatProgress(exercise, done, total)),
    });
  } finally {
    await sandbox.close();
  }
}

async function refuseMissing(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) throw new UsageError(`there is no folder ${folder}; name the folder of the pack.`);
  if (!found.isDirectory())
    throw new UsageError(`${folder} is a file; name the folder that has the pack.yaml.`);
}
