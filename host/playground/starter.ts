import type { Locale } from '../../lessons/format/locale.ts';
import type { PlaygroundNotes, PlaygroundRequest } from '../contract/playground.ts';
import { playgroundFile } from '../contract/playground-file.ts';

type Files = Readonly<Record<string, string>>;

/** What a person's own playground begins with: a small app with a table, and requests that show it. */
export function starterFiles(locale: Locale): Files {
  const texts = words[locale];
  return {
    'app.ts': `import express from 'express';
import { DatabaseSync } from 'node:sqlite';

${texts.database}
const db = new DatabaseSync('main.db');
const app = express();
app.use(express.json());

app.get('/notes', (request, response) => {
  const notes = db.prepare('SELECT id, text, done FROM notes ORDER BY id').all();
  console.log(\`\${notes.length} ${texts.found}\`);
  response.json(notes);
});

app.post('/notes', (request, response) => {
  const { text } = request.body ?? {};
  if (typeof text !== 'string' || text.trim() === '') {
    response.status(400).json({ error: '${texts.needed}' });
    return;
  }
  const { lastInsertRowid } = db.prepare('INSERT INTO notes (text) VALUES (?)').run(text);
  response.status(201).json({ id: Number(lastInsertRowid), text, done: 0 });
});

export default app;
`,
    'schema.sql': `${texts.schema}
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL CHECK (length(trim(text)) > 0),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;

INSERT INTO notes (text, done) VALUES
${texts.notes.map((note, at) => `  ('${note}', ${at === 0 ? 1 : 0})`).join(',\n')};
`,
    [playgroundFile]: notesFile({
      world: { entry: 'app.ts', databases: { main: 'schema.sql' }, env: {}, startTime: null },
      draft: get('/notes'),
      requests: [
        { name: texts.list, request: get('/notes') },
        { name: texts.add, request: post('/notes', { text: texts.newNote }) },
        { name: texts.refused, request: post('/notes', { text: '' }) },
      ],
      sql: 'SELECT id, text FROM notes WHERE done = 0 ORDER BY text;\n',
    }),
  };
}

/** The text of `playground.json`. */
export function notesFile(notes: PlaygroundNotes): string {
  return `${JSON.stringify(notes, null, 2)}\n`;
}

export function get(path: string): PlaygroundRequest {
  return { method: 'GET', path, headers: [], body: null };
}

function post(path: string, body: object): PlaygroundRequest {
  const headers: PlaygroundRequest['headers'] = [['Content-Type', 'application/json']];
  return { method: 'POST', path, headers, body: JSON.stringify(body, null, 2) };
}

const words = {
  en: {
    database: '// The database that schema.sql makes. Its rows stay until you reset the data.',
    schema: '-- Runs once, when the data are made. After a change here, reset the data.',
    found: 'notes found',
    needed: 'A note needs a text.',
    notes: ['Send a first request', 'Look at the statements it ran', 'Change a row by hand'],
    list: 'All notes',
    add: 'Add a note',
    refused: 'A note without text',
    newNote: 'Read the response headers',
  },
  'pt-BR': {
    database: '// O banco que schema.sql cria. As linhas ficam até você redefinir os dados.',
    schema:
      '-- Executado uma vez, quando os dados são criados. Depois de mudar algo aqui, redefina os dados.',
    found: 'notas encontradas',
    needed: 'Uma nota precisa de um texto.',
    notes: ['Enviar a primeira requisição', 'Ver os comandos que ela executou', 'Mudar uma linha à mão'],
    list: 'Todas as notas',
    add: 'Adicionar uma nota',
    refused: 'Uma nota sem texto',
    newNote: 'Ler os cabeçalhos da resposta',
  },
} as const satisfies Record<Locale, object>;
