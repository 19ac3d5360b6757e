import { Command, CommanderError } from 'commander';
import { exitCodes, UsageError } from './exit.ts';
import { addExportCommand } from './export.ts';
import { addGradeCommand } from './grade.ts';
import { addListCommand } from './list.ts';
import { addPackCommands } from './pack/pack.ts';
import { addRunCommand } from './run.ts';
import { addSchemaCommand } from './schema.ts';
import { addServeCommand } from './serve.ts';
import { appVersion } from './version.ts';

// npm runs scripts in the project's folder; paths that a person types are meant from where they stand.
if (process.env.npm_lifecycle_event === 'backline' && process.env.INIT_CWD)
  process.chdir(process.env.INIT_CWD);

const program = new Command('backline')
  .description('Learn backend engineering by building real backends, offline.')
  .version(appVersion)
  .addHelpText(
    'after',
    `
Exit codes:
  0  it worked; for grade: the submission passed; for pack check: the pack is certified
  1  grade: the submission did not pass; pack check: something must be mended
  2  wrong usage, a broken pack, or a fault of Backline's

Examples:
  backline list
  backline grade foundations/select/find-products --files ./my-answer
  backline export foundations/crud-express-sqlite/products-api --files ./my-answer --out ./my-project
  backline run my-api --db schema.sql
  backline serve --port 4000 --packs ./my-packs
  backline pack new my-pack
  backline pack check my-pack`,
  )
  // What stands behind a command within another is that command's.
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: () => {} });

addListCommand(program);
addGradeCommand(program);
addExportCommand(program);
addRunCommand(program);
addServeCommand(program);
addSchemaCommand(program);
addPackCommands(program);
inherit(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Every command ends and speaks as the program does, those within others too. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent).exitOverride();
    inherit(command);
  }
}

/** Says in one sentence on standard error what went wrong, and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    const asked = error.exitCode === 0 || error.code === 'commander.help';
    if (asked && error.exitCode === 0) return exitCodes.passed;
    const message =
      error.code === 'commander.help' ? 'name a command' : error.message.replace(/^error: /, '');
    console.error(`backline: ${message}; "backline --help" lists what it can do.`);
    return exitCodes.fault;
  }
  if (error instanceof UsageError) {
    console.error(`backline: ${error.message}`);
    return exitCodes.fault;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`backline: something went wrong inside Backline: ${message}`);
  if (process.env.BACKLINE_DEBUG) console.error(error);
  return exitCodes.fault;
}
