import { type Command, InvalidArgumentError } from 'commander';
import type { Locale } from '../lessons/format/locale.ts';
import { UsageError } from './exit.ts';
import { localeOption } from './locale-option.ts';
import { parsePort } from './port.ts';

interface RunOptions {
  readonly port?: number;
  readonly db: Readonly<Record<string, string>>;
  readonly virtualTime?: boolean;
  readonly cpuLimit: number;
  readonly locale: Locale;
}

/** `backline run`: serves a program from the sandbox on this computer, until it is interrupted. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('Serve your program from the sandbox, for curl, a browser or any HTTP client.')
    .argument(
      '<file-or-folder>',
      'the program; a folder starts with what its package.json names, app.ts, server.ts, …',
    )
    .option(
      '--port <number>',
      'port to listen on, 0 for any free one; 3000 by default, or the next one that is free',
      parsePort,
    )
    .option(
      '--db <script.sql>',
      'the SQL script that makes the database "main", or name=script.sql for another; may be given several times',
      addDatabase,
      {},
    )
    .option('--virtual-time', 'time jumps to the next timer when a request waits, as it does in grading')
    .option(
      '--cpu-limit <seconds>',
      'how long the program may keep the processor without a pause before it is stopped',
      parseSeconds,
      10,
    )
    .addOption(localeOption())
    .action(async (path: string, options: RunOptions) => {
      const { runUntilInterrupted } = await import('./run/run-until-interrupted.ts');
      const { port = null, db: databases, virtualTime = false, cpuLimit, locale } = options;
      const problem = await runUntilInterrupted({
        place: { path, databases },
        port,
        virtualTime,
        cpuMs: cpuLimit * 1000,
        locale,
      });
      if (problem !== null) throw new UsageError(problem);
    });
}

function addDatabase(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [, name = 'main', script = text] = /^([A-Za-z_][\w-]*)=(.+)$/.exec(text) ?? [];
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`the database "${name}" is given twice.`);
  return { ...before, [name]: script };
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds < 0.1 || seconds > 3600)
    throw new InvalidArgumentError('it must be a number of seconds from 0.1 to 3600.');
  return seconds;
}
