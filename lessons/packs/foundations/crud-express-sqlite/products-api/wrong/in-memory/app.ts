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

const products = new Map(
  db
    .prepare<[], Product>('SELECT * FROM products ORDER BY id')
    .all()
    .map((product) => [product.id, product]),
);

const app = express();
app.use(express.json());

app.get('/products', (_req, res) => {
  res.json([...products.values()]);
});

app.get('/products/:id', (req, res) => {
  res.json(findProduct(req.params.id));
});

app.post('/products', (req, res) => {
  const fields = parseProduct(req.body);
  const product = save({ id: Math.max(0, ...products.keys()) + 1, ...fields });
  res.status(201).location(`/products/${product.id}`).json(product);
});

app.put('/products/:id', (req, res) => {
  const { id } = findProduct(req.params.id);
  res.json(save({ id, ...parseProduct(req.body) }));
});

// A patched product is the stored one with the given fields laid over it; the same rules apply to it.
app.patch('/products/:id', (req, res) => {
  const product = findProduct(req.params.id);
  res.json(save({ id: product.id, ...parseProduct({ ...product, ...req.body }) }));
});

app.delete('/products/:id', (req, res) => {
  const { id } = findProduct(req.params.id);
  products.delete(id);
  res.status(204).end();
});

// Express knows an error handler by its four parameters. Every `throw` above ends here.
const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof TakenError) {
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

class TakenError extends Error {}

function save(product: Product): Product {
  for (const other of products.values()) {
    if (other.id !== product.id && other.sku === product.sku) throw new TakenError();
  }
  products.set(product.id, product);
  return product;
}

function findProduct(id: string): Product {
  // Number('1abc') is NaN, which equals no id.
  const product = products.get(Number(id));
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
