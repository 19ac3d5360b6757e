import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindsPack, locale, notesOf, playgroundHost } from './test-playgrounds.ts';

const { call, profileId, store } = playgroundHost();

describe("an exercise's world", () => {
  const asked = (exerciseId: string) => ({ profileId: profileId(), exerciseId, locale }) as const;

  it.each([
    ['kinds/http/orders-with-items', 'app.ts'],
    ['kinds/sql/spend-per-city', null],
    ['kinds/plan/latest-events', null],
    ['kinds/schema/library', null],
  ])('of %s opens with its own data', async (exerciseId, entry) => {
    const which = asked(exerciseId);
    const { starter, exercise } = await call('playground.get', which);
    expect(exercise).toMatchObject({ id: exerciseId });
    const { world } = notesOf(starter);
    expect(world.entry).toBe(entry);
    const started = await call('playground.start', { ...which, files: starter, world, data: 'reset' });
    expect(started).toMatchObject({ status: 'running', running: { hasApp: entry !== null } });
    const tables = await call('playground.tables', { ...which, database: 'main' });
    expect(tables).toMatchObject({ status: 'read' });
  });

  it('brings the requests of its shown checks along, which it answers', async () => {
    const which = asked('kinds/http/orders-with-items');
    const { starter } = await call('playground.get', which);
    const { world, requests } = notesOf(starter);
    await call('playground.start', { ...which, files: starter, world, data: 'reset' });
    expect(requests.length).toBeGreaterThan(0);
    for (const { request } of requests) {
      expect(await call('playground.send', { ...which, request })).toMatchObject({ status: 'answered' });
    }
  });

  it('has nothing of what hidden checks work with', async () => {
    const hidden = readFileSync(join(kindsPack, 'sql/spend-per-city/other.sql'), 'utf8');
    const values = hidden.match(/'[^']+'/g) ?? [];
    const shown = readFileSync(join(kindsPack, 'sql/spend-per-city/few.sql'), 'utf8');
    const telling = values.filter((value) => !shown.includes(value));
    expect(telling.length).toBeGreaterThan(0);
    const { starter } = await call('playground.get', asked('kinds/sql/spend-per-city'));
    const text = JSON.stringify(starter);
    expect(telling.filter((value) => text.includes(value))).toEqual([]);
  });

  it('takes the draft where there is one', async () => {
    const exerciseId = 'kinds/sql/spend-per-city';
    store().drafts.save({
      profileId: profileId(),
      exerciseId,
      files: { 'query.sql': 'SELECT 42' },
      basedOn: 0,
    });
    const { starter } = await call('playground.get', asked(exerciseId));
    expect([starter['query.sql'], notesOf(starter).sql]).toEqual(['SELECT 42', 'SELECT 42']);
  });

  it('is not to be had of a kind without one', async () => {
    await expect(call('playground.get', asked('kinds/quiz/requests-warm-up'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
