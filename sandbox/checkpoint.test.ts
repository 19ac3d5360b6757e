import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.ts';
import type { Outcome, Sandbox, World } from './types.ts';

const startTime = Date.UTC(2024, 0, 1);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

const app = `
  import { DatabaseSync } from 'node:sqlite';
  const db = new DatabaseSync('shop.db');
  export const add = () => { console.log('adding'); db.exec('INSERT INTO items VALUES (9)'); };
  export const begin = () => db.exec('BEGIN; DELETE FROM items');
  export const commit = () => db.exec('COMMIT');
  export const count = () => db.prepare('SELECT count(*) AS n FROM items').get().n;
`;

function spec(images?: Readonly<Record<string, Uint8Array>>) {
  const databases = { shop: 'CREATE TABLE items (a); INSERT INTO items VALUES (1), (2)' };
  const given = { files: { 'app.js': app }, entry: 'app.js', databases, seed: 1, startTime };
  return images === undefined ? given : { ...given, images };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

function inWorld<T>(
  images: Readonly<Record<string, Uint8Array>> | undefined,
  use: (world: World) => Promise<T>,
): Promise<T> {
  return sandbox.job(async (job) => {
    const world = value(await job.openWorld(spec(images)));
    value(await world.load());
    return use(world);
  });
}

describe('a checkpoint', () => {
  it('gives what happened since the last one, once', async () => {
    await inWorld(undefined, async (world) => {
      value(await world.checkpoint());
      value(await world.call('add', []));
      value(await world.advance(5_000));
      const { record, now } = value(await world.checkpoint());
      expect(record.events.map(({ kind }) => kind)).toEqual(['log', 'statement']);
      expect(now).toBe(startTime + 5_000);
      expect(value(await world.checkpoint()).record).toEqual({ events: [], dropped: 0 });
    });
  });

  it('gives databases that another world goes on from', async () => {
    const { changed } = await inWorld(undefined, async (world) => {
      value(await world.call('add', []));
      return value(await world.checkpoint());
    });
    expect(await inWorld(changed, async (world) => value(await world.call('count', [])))).toBe(3);
    expect(await inWorld(undefined, async (world) => value(await world.call('count', [])))).toBe(2);
  });

  it('leaves out what has not changed, and what is in the midst of a transaction', async () => {
    await inWorld(undefined, async (world) => {
      const changed = async () => Object.keys(value(await world.checkpoint()).changed);
      expect(await changed()).toEqual(['shop']);
      value(await world.call('count', []));
      expect(await changed()).toEqual([]);
      value(await world.sql('shop', 'ALTER TABLE items ADD COLUMN b'));
      expect(await changed()).toEqual(['shop']);
      value(await world.call('begin', []));
      expect(await changed()).toEqual([]);
      value(await world.call('commit', []));
      expect(await changed()).toEqual(['shop']);
    });
  });

  it('of a world that is gone is the failure that ended it', async () => {
    await sandbox.job(async (job) => {
      const endless = { ...spec(), files: { 'app.js': 'for (;;);' }, limits: { cpuMs: 100 } };
      const world = value(await job.openWorld(endless));
      const failed = await world.load();
      expect(failed).toMatchObject({ ok: false, failure: { kind: 'time' } });
      expect(await world.checkpoint()).toEqual(failed);
    });
  });
});
