import { expect, it } from 'vitest';
import { SharedWork } from './shared-work.ts';

const one = { 'a.ts': '1' };
const other = { 'a.ts': '1' };

it('makes a thing once for the same files and key, also where it is asked for before it is made', async () => {
  const shared = new SharedWork();
  let made = 0;
  const make = async () => ++made;
  const both = [shared.once(one, 'run', make), shared.once(one, 'run', make)];
  expect(await Promise.all(both)).toEqual([1, 1]);
  expect(await shared.once(one, 'run', make)).toBe(1);
  expect(await shared.once(one, 'other run', make)).toBe(2);
  expect(await shared.once(other, 'run', make)).toBe(3);
});

it('does not keep what could not be made', async () => {
  const shared = new SharedWork();
  const fails = () => Promise.reject(new Error('busy'));
  await expect(shared.once(one, 'run', fails)).rejects.toThrow('busy');
  expect(await shared.once(one, 'run', async () => 'made')).toBe('made');
});
