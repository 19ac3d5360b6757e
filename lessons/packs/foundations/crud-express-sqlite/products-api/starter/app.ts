import Database from 'better-sqlite3';
import express from 'express';

const db = new Database('shop.db');

const app = express();
app.use(express.json());

app.get('/products', (_req, res) => {
  const products = db.prepare('SELECT name, price_cents FROM products').all();
  res.json(products);
});

// Still missing: read one, create, replace, change, delete, and the errors of each.

export default app;
