import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const notesScript = `CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
INSERT INTO notes (text) VALUES ('Milk'), ('Bread');
`;
export const auditScript = 'CREATE TABLE entries (what TEXT);\n';

export const settings = { GREETING: 'it\'s "here" # 1' };

/** Writes a pack with one http exercise that any program may answer, and gives the exercise's id. */
export function writeOpenExercise(folder: string, entry: string): string {
  const files = {
    'pack.yaml': `format: 1
id: open
version: 1.0.0
title: Open
description: For any program
authors: [Tests]
licence: MIT
locales: [en]
tracks:
  - { id: one, number: 1, title: One, summary: One, lessons: [notes] }
`,
    'notes/lesson.md': `---
number: "1.1"
title: Notes
summary: Notes
minutes: 5
exercises: [api]
---
Text.
`,
    'notes/api/exercise.yaml': `format: 1
kind: http
title: { en: Notes, pt-BR: Anotações }
minutes: 5
entry: ${JSON.stringify(entry)}
databases: { main: notes.sql, audit: audit.sql }
env: ${JSON.stringify(settings)}
checks:
  - { id: home, name: Home, steps: [{ request: { method: GET, path: /notes } }] }
  - id: secret
    name: Secret
    visibility: hidden
    databases: { main: hidden.sql, vault: hidden.sql }
    steps: [{ request: { method: GET, path: /secret-path } }]
`,
    'notes/api/task.md': 'Write it.\n',
    [`notes/api/starter/${entry}`]: 'export default () => {};\n',
    [`notes/api/solution/${entry}`]: 'export default () => { /* the solution */ };\n',
    'notes/api/notes.sql': notesScript,
    'notes/api/audit.sql': auditScript,
    'notes/api/hidden.sql': "CREATE TABLE notes (text); INSERT INTO notes VALUES ('only hidden');\n",
  };
  writeFiles(folder, files);
  return 'open/notes/api';
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
