import Database from 'better-sqlite3';
import { Hono } from 'hono';

const database = new Database('notes.db');
const app = new Hono();

// app.get(…)

export default app;
