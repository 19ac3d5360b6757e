import { z } from 'zod';
import type { Sandbox, World } from '../../../sandbox/types.ts';
import type { Context } from './findings.ts';
import { type Databases, openApp } from './open-app.ts';
import { newTrail, runSteps } from './run-steps.ts';
import { findAppSource } from './start-file.ts';

export interface WatchedProgram {
  /** Why it does not load, for the learner; null where it does. */
  readonly problem: string | null;
  /** What kind of app it exports; null where it exports none, and may listen by itself. */
  readonly app: z.infer<typeof appSchema>;
  /** Each name that it gave SQLite, in order, and the world's database that it means; private ones left aside. */
  readonly opened: ReadonlyMap<string, string>;
}

const appSchema = z.enum(['server', 'handler', 'fetch']).nullable();

const probe = 'backline-probe.mjs';

/**
 * Loads the program in a world, sends it the requests of the shown checks, and tells what its text alone
 * does not. Throws an AuthorFault where a database does not load.
 */
export async function watchProgram(
  databases: Databases,
  context: Context,
  sandbox: Sandbox,
): Promise<WatchedProgram> {
  const { exercise } = context;
  const files = { ...context.files, [probe]: probeSource(exercise.entry) };
  return sandbox.job(async (job) => {
    const probed = { ...context, exercise: { ...exercise, entry: probe } };
    const opened = await openApp({ files, databases }, probed, job);
    if (!opened.ok) return { problem: opened.finding.message, app: null, opened: new Map() };
    const { world } = opened;
    const asked = await world.call('appKind', []);
    const app = asked.ok ? appSchema.parse(asked.value) : null;
    const before = await openedIn(world);
    for (const check of exercise.checks) {
      if (check.visibility === 'shown') await runSteps(world, check.steps, context, newTrail());
    }
    // Of a program that a request brought down there is no record any more.
    return { problem: null, app, opened: new Map([...before, ...(await openedIn(world))]) };
  });
}

async function openedIn(world: World): Promise<ReadonlyMap<string, string>> {
  const { events } = await world.record();
  const opened = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'open' && event.database !== null) opened.set(event.name, event.database);
  }
  return opened;
}

/** A module that loads the program and exports its app, so that the world serves what start.mjs would. */
function probeSource(entry: string): string {
  return `import { Server } from 'node:http';
import * as program from ${JSON.stringify(`./${entry}`)};
const found = findApp(program);
export default found?.app;
export const appKind = () => found?.kind ?? null;
${findAppSource}`;
}
