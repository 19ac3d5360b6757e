import { Command } from 'commander';
import { addCheckCommand } from './check.ts';
import { addSharingCommands } from './sharing.ts';

/** `backline pack …`: what authors of lesson packs need, one command in each file of this folder. */
export function addPackCommands(program: Command): void {
  const pack = new Command('pack').description('Write, check and share packs of lessons.');
  addCheckCommand(pack);
  addSharingCommands(pack);
  program.addCommand(pack);
}
