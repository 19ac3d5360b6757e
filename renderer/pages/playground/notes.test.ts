import { expect, it } from 'vitest';
import { isNeeded, programFiles, readNotes, renameFile, writeNotes } from './notes.ts';

const notes = {
  world: { entry: 'app.ts', databases: { main: 'schema.sql' }, env: {}, startTime: null },
  draft: { method: 'GET', path: '/', headers: [], body: null },
  requests: [],
  sql: '',
};
const files = { 'app.ts': '1', 'schema.sql': '2', 'playground.json': writeNotes(notes) };

it('follows a file that gets another name', () => {
  const renamed = renameFile(renameFile(files, 'app.ts', 'src/main.ts'), 'schema.sql', 'data.sql');
  expect(programFiles(renamed)).toEqual({ 'src/main.ts': '1', 'data.sql': '2' });
  expect(readNotes(renamed).world).toMatchObject({ entry: 'src/main.ts', databases: { main: 'data.sql' } });
  expect([isNeeded(renamed, 'data.sql'), isNeeded(renamed, 'other.ts')]).toEqual([true, false]);
});

it('gives what works where its file cannot be read', () => {
  for (const text of ['', '{', 'null', '[]']) {
    expect(readNotes({ 'playground.json': text })).toMatchObject({
      world: { entry: 'app.ts' },
      requests: [],
    });
  }
});
