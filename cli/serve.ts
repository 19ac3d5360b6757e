import type { Command } from 'commander';
import { packFolders, packsOption } from './packs.ts';
import { parsePort } from './port.ts';

interface ServeOptions {
  readonly port?: number;
  readonly data?: string;
  readonly packs: readonly string[];
}

/** `backline serve`: browser mode, on this computer only, until it is interrupted. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Open Backline in a browser: prints an address on this computer.')
    .option(
      '--port <number>',
      'port to listen on; 47310 by default, or a free one where that is taken',
      parsePort,
    )
    .option('--data <folder>', 'where your work is kept; the usual place of this system by default')
    .option(...packsOption)
    .action(async (options: ServeOptions) => {
      // Loaded here, so that the other commands start without a bundler.
      const { buildPages } = await import('../build/build.ts');
      await buildPages();
      const { serveUntilInterrupted } = await import('../host/serve.ts');
      await serveUntilInterrupted({
        port: options.port,
        dataFolder: options.data,
        packFolders: packFolders(options.packs),
      });
    });
}
