import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { channelDescriptor, type RunnerOptions } from '../protocol.ts';
import { shelfVersions } from '../shelf/shelf.ts';
import type { SandboxVersions } from '../types.ts';
import { openChannel } from './channel.ts';
import { createGuest } from './guest/guest.ts';
import { createServer } from './serve.ts';
import { DatasetImages } from './sqlite/images.ts';
import { startWatchdog } from './watchdog.ts';

/** A runner: a process that runs untrusted code and SQL for its parent until the parent goes. */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as RunnerOptions;
  const channel = openChannel(channelDescriptor);
  const watchdog = startWatchdog(options);
  const serve = createServer({ createGuest, images: new DatasetImages(), watchdog });
  channel.send({ ready: versions() });

  for (;;) {
    const message = channel.receive();
    if (message === null) break;
    channel.send({ id: message.id, outcome: serve(message) });
    // Tasks that V8 left for the event loop, such as the last part of a collection, run between jobs.
    if (message.name === 'endJob') await turnOfTheLoop();
  }
  // Leaving in good order can hang after a guest broke something; there is nothing to save.
  process.kill(process.pid, 'SIGKILL');
}

function versions(): SandboxVersions {
  return { node: process.versions.node, sqlite: process.versions.sqlite ?? '', shelf: shelfVersions() };
}

await main();
