import type { Command } from 'commander';
import { addBuildCommand } from './build.ts';
import { addInstallCommand } from './install.ts';
import { addInstalledCommand } from './installed.ts';
import { addKeyCommand } from './key.ts';
import { addRemoveCommand } from './remove.ts';
import { addSignCommand } from './sign.ts';
import { addVerifyCommand } from './verify.ts';

/** The commands with which packs are handed on, in the order of their way from author to learner. */
export function addSharingCommands(pack: Command): void {
  addBuildCommand(pack);
  addKeyCommand(pack);
  addSignCommand(pack);
  addVerifyCommand(pack);
  addInstallCommand(pack);
  addRemoveCommand(pack);
  addInstalledCommand(pack);
}
