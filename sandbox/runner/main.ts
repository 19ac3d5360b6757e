import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { channelDescriptor, type RunnerOptions } from '../protocol.ts';
import type { Failure, SandboxVersions } from '../types.ts';
import { openChannel } from './channel.ts';
import type { CreateGuest } from './guest-contract.ts';
import { createServer } from './serve.ts';
import { DatasetImages } from './sqlite/images.ts';
import { startWatchdog } from './watchdog.ts';

/** A runner: a process that runs untrusted code and SQL for its parent until the parent goes. */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as RunnerOptions;
  const channel = openChannel(channelDescriptor);
  const watchdog = startWatchdog(options);
  const serve = createServer({ createGuest: await loadGuestHalf(), images: new DatasetImages(), watchdog });
  channel.send({ ready: await versions() });

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

// TEMPORARY until the guest half exists: then a plain import.
async function loadGuestHalf(): Promise<CreateGuest> {
  try {
    const path = './guest/guest.ts';
    return ((await import(path)) as { createGuest: CreateGuest }).createGuest;
  } catch (error) {
    const failure: Failure = { kind: 'crash', message: `the guest half could not be loaded: ${error}` };
    const gone = () => ({ ok: false, failure }) as const;
    return () => ({ load: gone, request: gone, call: gone, advance: gone, dispose() {} });
  }
}

async function versions(): Promise<SandboxVersions> {
  let shelf: Readonly<Record<string, string>> = {};
  try {
    const path = '../shelf/shelf.ts';
    const module = (await import(path)) as { shelfVersions?: () => Readonly<Record<string, string>> };
    shelf = module.shelfVersions?.() ?? {};
  } catch {
    // The shelf is not there yet.
  }
  return { node: process.versions.node, sqlite: process.versions.sqlite ?? '', shelf };
}

await main();
