import Database from 'better-sqlite3';
import { Hono } from 'hono';

const database = new Database('notes.db');
const app = new Hono();

app.get('/notes/:id', (context) => {
  const note = database.prepare('SELECT id, text FROM notes WHERE id = ?').get(context.req.param('id'));
  return note === undefined ? context.json({ error: 'There is no such note.' }, 404) : context.json(note);
});

app.post('/notes', async (context) => {
  const { text } = await context.req.json();
  const { lastInsertRowid } = database.prepare('INSERT INTO notes (text) VALUES (?)').run(text);
  return context.json({ id: lastInsertRowid, text }, 201);
});

export default app;
