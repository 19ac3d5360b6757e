import { writeFileSync } from 'node:fs';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { channelDescriptor, type RunnerOptions } from '../protocol.ts';
import { openChannel } from './channel.ts';
import { createGuest } from './guest/guest.ts';
import { chooseShelf, practiseAhead, theShelf } from './guest/isolates.ts';
import { theSnapshot } from './guest/snapshot.ts';
import { createServer } from './serve.ts';
import { DatasetImages } from './sqlite/images.ts';
import { startWatchdog } from './watchdog.ts';

/** What `ensureRunner` asks for instead of runners, once per build. */
interface SnapshotOrder {
  readonly makeSnapshotFor: string;
  readonly done: string;
}

/** A runner: a process that runs untrusted code and SQL for its parent until the parent goes. */
async function main(options: RunnerOptions): Promise<void> {
  const channel = openChannel(channelDescriptor);
  const watchdog = startWatchdog(options);
  chooseShelf(options.shelfFolder);
  const serve = createServer({
    createGuest,
    practiseAhead,
    images: new DatasetImages(),
    watchdog,
    tell: (server, happenings) => channel.send({ server, happenings }),
  });
  channel.send({ ready: { node: process.versions.node, sqlite: process.versions.sqlite ?? '' } });

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

const order = JSON.parse(process.argv[2] ?? '{}') as RunnerOptions | SnapshotOrder;
if ('makeSnapshotFor' in order) {
  chooseShelf(order.makeSnapshotFor);
  theSnapshot(theShelf());
  writeFileSync(order.done, '');
} else {
  await main(order);
}
