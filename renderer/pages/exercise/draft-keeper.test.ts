import { expect, it, vi } from 'vitest';
import type { Draft } from '../../../host/contract/contract.ts';
import { DraftKeeper, type Files } from './draft-keeper.ts';

const savedAt = '2026-03-02T09:00:00.000Z';

/** A store like the host's: it refuses a save that is based on another revision than its own. */
function store() {
  let draft: Draft | null = null;
  const write = (files: Files): number => {
    draft = { files: { ...files }, revision: (draft?.revision ?? 0) + 1, savedAt };
    return draft.revision;
  };
  const save = vi.fn(async (files: Files, basedOn: number) => {
    if (draft && draft.revision !== basedOn) return { status: 'conflict' as const, draft };
    return { status: 'saved' as const, revision: write(files), savedAt };
  });
  return { save, write, load: async () => draft, draft: () => draft };
}

it('saves once after the last key, and again what was typed during the save', async () => {
  vi.useFakeTimers();
  try {
    const disk = store();
    const keeper = new DraftKeeper(disk, null, { 'app.ts': '' });
    keeper.type('app.ts', 'a');
    keeper.type('app.ts', 'ab');
    expect(keeper.state().status.kind).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(400);
    expect(disk.save.mock.calls).toEqual([[{ 'app.ts': 'ab' }, 0]]);
    expect(keeper.state().status.kind).toBe('saved');

    keeper.type('app.ts', 'abc');
    const saving = keeper.flush();
    keeper.type('app.ts', 'abcd');
    await saving;
    expect(keeper.state().status.kind).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(400);
    expect(disk.draft()).toMatchObject({ files: { 'app.ts': 'abcd' }, revision: 3 });
  } finally {
    vi.useRealTimers();
  }
});

it('asks where another window saved other files, and keeps typing safe meanwhile', async () => {
  const disk = store();
  const keeper = new DraftKeeper(disk, null, { 'app.ts': '' });
  keeper.type('app.ts', 'mine');
  disk.write({ 'app.ts': 'theirs' });
  await keeper.flush();
  expect(keeper.state().status.kind).toBe('conflict');
  keeper.type('app.ts', 'mine too');
  keeper.resolve('mine');
  await keeper.flush();
  expect(disk.draft()).toMatchObject({ files: { 'app.ts': 'mine too' }, revision: 2 });
});

it('takes over the other window’s files when they are chosen', async () => {
  const disk = store();
  const keeper = new DraftKeeper(disk, null, { 'app.ts': 'starter' });
  keeper.type('app.ts', 'mine');
  await keeper.seen(disk.write({ 'app.ts': 'theirs' }));
  expect(keeper.state().status.kind).toBe('conflict');
  keeper.resolve('theirs');
  expect(keeper.state()).toEqual({ files: { 'app.ts': 'theirs' }, status: { kind: 'saved' }, generation: 1 });
});

it('goes on with what grew from its own, where nothing here is unsaved', async () => {
  const disk = store();
  const keeper = new DraftKeeper(disk, null, { 'app.ts': '' });
  keeper.type('app.ts', 'a');
  await keeper.flush();
  await keeper.seen(disk.write({ 'app.ts': 'ab' }));
  expect(keeper.state()).toEqual({ files: { 'app.ts': 'ab' }, status: { kind: 'saved' }, generation: 1 });
  keeper.type('app.ts', 'abc');
  await keeper.flush();
  expect(disk.draft()).toMatchObject({ files: { 'app.ts': 'abc' }, revision: 3 });
});

it.each([
  ['mine', 'here'],
  ['theirs', 'folder'],
] as const)('asks about files outside of the draft, and saves the choice anew: %s', async (choice, kept) => {
  const disk = store();
  const keeper = new DraftKeeper(disk, null, { 'app.ts': '' });
  keeper.type('app.ts', 'here');
  await keeper.flush();
  keeper.challenge({ 'app.ts': 'folder' });
  expect(keeper.state().status).toMatchObject({ kind: 'conflict', from: 'folder' });
  keeper.resolve(choice);
  await keeper.flush();
  expect(keeper.state()).toMatchObject({ files: { 'app.ts': kept }, status: { kind: 'saved' } });
  expect(disk.draft()).toMatchObject({ files: { 'app.ts': kept }, revision: 2 });
});

it('does not ask about its own save, nor about the same text', async () => {
  const disk = store();
  const keeper = new DraftKeeper(disk, null, { 'app.ts': '' });
  keeper.type('app.ts', 'a');
  await keeper.flush();
  await keeper.seen(1);
  await keeper.seen(disk.write({ 'app.ts': 'a' }));
  expect(keeper.state().status.kind).toBe('saved');
});

it('says that a save failed, and saves when asked again', async () => {
  const disk = store();
  disk.save.mockRejectedValueOnce(new Error('disk full'));
  const keeper = new DraftKeeper(disk, null, { 'app.ts': '' });
  keeper.type('app.ts', 'a');
  await keeper.flush();
  expect(keeper.state().status.kind).toBe('failed');
  await keeper.flush();
  expect(disk.draft()?.files).toEqual({ 'app.ts': 'a' });
});
