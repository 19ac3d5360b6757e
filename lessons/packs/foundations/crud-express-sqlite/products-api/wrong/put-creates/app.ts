import Database from 'better-sqlite3';
import express, { type ErrorRequestHandler } from 'express';

interface ProductFields {
  sku: string;
  name: string;
  price_cents: number;
  stock: number;
}

interface Product extends ProductFields {
  id: number;
}

const db = new Database('shop.db');

const selectAll = db.prepare<[], Product>('SELECT * FROM products ORDER BY id');
const selectOne = db.prepare<[number], Product>('SELECT * FROM products WHERE id = ?');
const insert = db.prepare<[ProductFields], Product>(`
  INSERT INTO products (sku, name, price_cents, stock)
  VALUES (@sku, @name, @price_cents, @stock)
  RETURNING *
`);
const update = db.prepare<[Product], Product>(`
  UPDATE products
  SET sku = @sku, name = @name, price_cents = @price_cents, stock = @stock
  WHERE id = @id
  RETURNING *
`);
const insertAt = db.prepare<[Product], Product>(`
  INSERT INTO products (id, sku, name, price_cents, stock)
  VALUES (@id, @sku, @name, @price_cents, @stock)
  RETURNING *
`);
const remove = db.prepare<[number]>('DELETE FROM products WHERE id = ?');

const app = express();
app.use(express.json());

app.get('/products', (_req, res) => {
  res.json(selectAll.all());
});

app.get('/products/:id', (req, res) => {
  res.json(findProduct(req.params.id));
});

app.post('/products', (req, res) => {
  const product = insert.get(parseProduct(req.body))!; // RETURNING gives the row, or INSERT throws
  res.status(201).location(`/products/${product.id}`).json(product);
});

app.put('/products/:id', (req, res) => {
  const product = { ...parseProduct(req.body), id: Number(req.params.id) };
  res.json(update.get(product) ?? insertAt.get(product));
});

// A patched product is the stored one with the given fields laid over it; the same rules apply to it.
app.patch('/products/:id', (req, res) => {
  const product = findProduct(req.params.id);
  res.json(update.get({ ...parseProduct({ ...product, ...req.body }), id: product.id }));
});

app.delete('/products/:id', (req, res) => {
  const { id } = findProduct(req.params.id);
  remove.run(id);
  res.status(204).end();
});

// Express knows an error handler by its four parameters. Every `throw` above ends here.
const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') {
    res.status(409).json({ error: 'Another product has this SKU.' });
  } else if (error.status >= 400 && error.status < 500) {
    res.status(error.status).json({ error: error.message });
  } else {
    console.error(error);
    res.status(500).json({ error: 'Something went wrong on our side.' });
  }
};
app.use(answerError);

export default app;

/** An error that says which status it deserves, as the errors of `express.json()` do. */
class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function findProduct(id: string): Product {
  // Number('1abc') is NaN, which equals no id.
  const product = selectOne.get(Number(id));
  if (!product) throw new HttpError(404, `There is no product ${id}.`);
  return product;
}

/** The four fields of a product, checked; whatever else the client sent is left behind. */
function parseProduct(input: unknown): ProductFields {
  const { sku, name, price_cents, stock } = (input ?? {}) as Record<string, unknown>;
  if (!isText(sku)) throw new HttpError(400, 'sku must be a text that is not empty.');
  if (!isText(name)) throw new HttpError(400, 'name must be a text that is not empty.');
  if (!isCount(price_cents)) throw new HttpError(400, 'price_cents must be a whole number from 0.');
  if (!isCount(stock)) throw new HttpError(400, 'stock must be a whole number from 0.');
  return { sku, name, price_cents, stock };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
