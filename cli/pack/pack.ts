import { Command } from 'commander';
import { addCheckCommand } from './check.ts';
import { addNewCommands } from './new/new.ts';
import { addPreviewCommand } from './preview.ts';
import { addSharingCommands } from './sharing.ts';

/** `backline pack …`: what authors of lesson packs need, one command in each file of this folder. */
export function addPackCommands(program: Command): void {
  const pack = new Command('pack').description('Write, check and share packs of lessons.');
  addNewCommands(pack);
  addCheckCommand(pack);
  addPreviewCommand(pack);
  addSharingCommands(pack);
  program.addCommand(pack);
}
