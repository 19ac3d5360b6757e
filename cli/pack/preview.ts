import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { openStore } from '../../host/store/open-store.ts';
import { UsageError } from '../exit.ts';
import { parsePort } from '../port.ts';

interface PreviewOptions {
  readonly port?: number;
  readonly data?: string;
}

/** `backline pack preview`: the app on an author's folder, loaded and certified with every save, until it is interrupted. */
export function addPreviewCommand(pack: Command): void {
  pack
    .command('preview')
    .description(
      'Open a pack as learners see it. Every save is shown at once, with what check has to say of it.',
    )
    .argument('<folder>', 'the pack, or a folder of packs')
    .option('--port <number>', 'port to listen on; any that is free by default', parsePort)
    .option('--data <folder>', 'where your tries are kept; nowhere by default: they are gone when it ends')
    .action(preview);
}

async function preview(folder: string, { port, data }: PreviewOptions): Promise<void> {
  const previewFolder = resolve(folder);
  const found = await stat(previewFolder).catch(() => null);
  if (found?.isDirectory() !== true)
    throw new UsageError(`there is no folder ${folder}; name the folder of the pack.`);
  const { buildPages } = await import('../../build/build.ts');
  await buildPages();
  const { serveUntilInterrupted } = await import('../../host/serve.ts');
  // An author's tries are no learner's work, and are kept apart from it.
  const ownData = data === undefined ? await mkdtemp(join(tmpdir(), 'backline-preview-')) : null;
  if (ownData !== null) skipFirstSteps(ownData);
  try {
    await serveUntilInterrupted({
      port: port ?? 0,
      dataFolder: data ?? ownData ?? undefined,
      packFolders: [previewFolder],
      previewFolder,
    });
  } finally {
    if (ownData !== null) await rm(ownData, { recursive: true, force: true });
  }
}

/** Who writes a pack has come to see it, and not to be greeted. */
function skipFirstSteps(dataFolder: string): void {
  const store = openStore(dataFolder);
  store.settings.change(store.profiles.list().active, { welcomed: true });
  store.close();
}
