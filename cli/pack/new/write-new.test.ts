import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AlreadyThere, writeNew } from './write-new.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'backline-write-new-'));
  writeFileSync(join(home, 'list'), 'before');
});
afterEach(() => rmSync(home, { recursive: true }));

const left = () => readdirSync(home, { recursive: true }).sort();

it('makes the folder and names it', () => {
  writeNew({
    folder: join(home, 'made'),
    files: { 'a.md': 'a', 'below/b.md': 'b' },
    register: { file: join(home, 'list'), text: 'after' },
  });
  expect(left()).toEqual(['list', 'made', 'made/a.md', 'made/below', 'made/below/b.md']);
  expect(readFileSync(join(home, 'list'), 'utf8')).toBe('after');
});

it('leaves nothing where a file cannot be written', () => {
  const files = { 'a.md': 'a', 'a.md/b.md': 'no file can be below a file' };
  expect(() => writeNew({ folder: join(home, 'made'), files })).toThrow(/EEXIST|ENOTDIR/);
  expect(left()).toEqual(['list']);
});

it('leaves nothing where the folder cannot be named', () => {
  mkdirSync(join(home, 'taken/by-a-folder'), { recursive: true });
  const register = { file: join(home, 'taken'), text: 'after' };
  expect(() => writeNew({ folder: join(home, 'made'), files: { 'a.md': 'a' }, register })).toThrow();
  expect(left()).toEqual(['list', 'taken', 'taken/by-a-folder']);
});

it('does not touch what is there', () => {
  const request = { folder: join(home, 'list'), files: { 'a.md': 'a' } };
  expect(() => writeNew(request)).toThrow(AlreadyThere);
  expect(readFileSync(join(home, 'list'), 'utf8')).toBe('before');
});
