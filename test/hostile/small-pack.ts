import { manifestFile, manifestOf } from '../../lessons/archive/manifest.ts';
import { type HandMadeEnd, type HandMadeFile, handMadeZip } from './hand-made-zip.ts';

export const packId = 'small-pack';

/** A pack in as few words as the format allows: one lesson, one exercise. */
export function smallPack(version = '1.0.0', title = 'Count the rows.'): Map<string, Buffer> {
  const texts: Record<string, string> = {
    'pack.yaml': `format: 1
id: ${packId}
version: ${version}
title: Small
description: Small.
authors: [Ana]
licence: MIT
locales: [en]
tracks:
  - { id: all, number: 1, title: All, summary: All., lessons: [rows] }
`,
    'rows/lesson.md': `---
number: "1.1"
title: Rows
summary: Rows.
minutes: 5
exercises: [count]
---
Rows.
`,
    'rows/count/exercise.yaml': `format: 1
kind: sql
title: ${title}
minutes: 5
entry: query.sql
checks:
  - { id: three, name: Three rows, dataset: three.sql }
`,
    'rows/count/three.sql': 'CREATE TABLE things (id INTEGER);\nINSERT INTO things VALUES (1), (2), (3);\n',
    'rows/count/task.md': 'Count them with `count(*)`.\n',
    'rows/count/starter/query.sql': '-- here\n',
    'rows/count/solution/query.sql': 'SELECT count(*) FROM things\n',
  };
  return new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
}

/** The files of a small pack with their list, as an honest archive has them. */
export function honestFiles(files = smallPack(), version = '1.0.0'): HandMadeFile[] {
  const list = { name: manifestFile, content: manifestOf({ id: packId, version }, files) };
  return [list, ...[...files].map(([name, content]) => ({ name, content }))];
}

/** A small pack that differs from an honest one in `more`: further files, which its list names, and a strange end. */
export function packWith(more: readonly HandMadeFile[], end: HandMadeEnd = {}): Buffer {
  const files = smallPack();
  for (const { name, content } of more) files.set(name.toString('latin1'), Buffer.from(content ?? ''));
  const honest = honestFiles(files).slice(0, 1 + smallPack().size);
  return handMadeZip([...honest, ...more], end);
}
