import { expect, it } from 'vitest';
import { fileOfName } from './databases-file.ts';
import { projectDatabases } from './project-databases.ts';

it('takes a name as a path from the folder of the program', () => {
  expect(
    [
      'notes.db',
      './data/notes.db',
      '/app/notes.db',
      'file:///app/notes.db?mode=rw',
      'file:notes.db',
      '../notes.db',
      '..\\notes.db',
      '../../notes.db',
      '/etc/notes.db',
      'C:\\notes.db',
      'folder/',
    ].map(fileOfName),
  ).toEqual([
    'src/notes.db',
    'src/data/notes.db',
    'src/notes.db',
    'src/notes.db',
    'src/notes.db',
    'notes.db',
    'notes.db',
    null,
    null,
    null,
    null,
  ]);
});

const shown = { main: { file: 'shop.sql', text: 'CREATE TABLE a (b);' } };

it('makes each file that is opened from the script of the database that it means', () => {
  const opened = new Map([
    ['a.db', 'main'],
    ['b.db', 'main'],
    ['/tmp/c.db', 'main'],
    ['own.db', 'own'],
  ]);
  expect(projectDatabases(shown, opened)).toEqual({
    list: [
      { file: 'src/a.db', script: 'data/main.sql' },
      { file: 'src/b.db', script: 'data/main.sql' },
      { file: 'src/own.db', script: null },
    ],
    scripts: { 'data/main.sql': 'CREATE TABLE a (b);' },
    outside: ['/tmp/c.db'],
    shared: [['src/a.db', 'src/b.db']],
  });
});

it('gives a program that opens nothing yet its data under the name of the database', () => {
  expect(projectDatabases(shown, new Map()).list).toEqual([{ file: 'src/main.db', script: 'data/main.sql' }]);
});
