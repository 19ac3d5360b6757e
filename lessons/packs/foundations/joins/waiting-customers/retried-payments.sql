-- Orders that were paid at the second or third try, and one without any payment on record.

CREATE TABLE customers (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  email      TEXT NOT NULL UNIQUE,
  phone      TEXT,                 -- as typed by the customer; NULL where none was given
  city       TEXT,                 -- as typed by the customer
  country    TEXT NOT NULL,        -- ISO 3166-1 code, such as BR
  created_at TEXT NOT NULL         -- YYYY-MM-DD
);

CREATE TABLE categories (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES categories (id)
);

CREATE TABLE products (
  id              INTEGER PRIMARY KEY,
  sku             TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  description     TEXT,
  category_id     INTEGER REFERENCES categories (id),
  price_cents     INTEGER NOT NULL CHECK (price_cents >= 0),
  stock           INTEGER CHECK (stock >= 0),  -- NULL where stock is not counted
  discontinued_at TEXT                         -- YYYY-MM-DD; NULL while it is on sale
);

CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  status      TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled')),
  placed_at   TEXT NOT NULL,       -- YYYY-MM-DD HH:MM:SS
  shipped_at  TEXT                 -- NULL until it leaves the warehouse
);

CREATE TABLE order_items (
  order_id         INTEGER NOT NULL REFERENCES orders (id),
  product_id       INTEGER NOT NULL REFERENCES products (id),
  quantity         INTEGER NOT NULL CHECK (quantity > 0),
  unit_price_cents INTEGER NOT NULL,  -- the price on the day of the order
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE payments (
  id           INTEGER PRIMARY KEY,
  order_id     INTEGER NOT NULL REFERENCES orders (id),
  method       TEXT NOT NULL CHECK (method IN ('card', 'pix', 'boleto', 'paypal')),
  status       TEXT NOT NULL CHECK (status IN ('pending', 'captured', 'failed', 'refunded')),
  amount_cents INTEGER NOT NULL,
  paid_at      TEXT                -- NULL until the money has arrived
);

CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY,
  product_id  INTEGER NOT NULL REFERENCES products (id),
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  rating      INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  comment     TEXT,
  created_at  TEXT NOT NULL,       -- YYYY-MM-DD
  UNIQUE (product_id, customer_id)
);

INSERT INTO customers (id, name, email, phone, city, country, created_at) VALUES
  (1, 'Ana Souza', 'ana.souza@example.com', '+55 84 5550-0101', 'Natal', 'BR', '2025-01-10'),
  (2, 'Bruno Lima', 'bruno@example.com', NULL, 'Recife', 'BR', '2025-02-11'),
  (3, 'Lena Vogel', 'lena@example.net', NULL, 'Berlin', 'DE', '2025-05-19');

INSERT INTO categories (id, name, parent_id) VALUES
  (2, 'Kitchen', NULL);

INSERT INTO products (id, sku, name, description, category_id, price_cents, stock, discontinued_at) VALUES
  (1, 'KIT-001', 'Ceramic mug', NULL, 2, 3990, 12, NULL);

INSERT INTO orders (id, customer_id, status, placed_at, shipped_at) VALUES
  (301, 1, 'paid', '2026-02-20 18:30:00', NULL),
  (302, 2, 'paid', '2026-02-21 10:00:00', NULL),
  (303, 3, 'paid', '2026-02-22 11:00:00', NULL);

INSERT INTO order_items (order_id, product_id, quantity, unit_price_cents) VALUES
  (301, 1, 1, 3990),
  (302, 1, 2, 3990),
  (303, 1, 1, 3990);

INSERT INTO payments (id, order_id, method, status, amount_cents, paid_at) VALUES
  (1, 301, 'card', 'failed', 3990, NULL),
  (2, 301, 'card', 'failed', 3990, NULL),
  (3, 301, 'pix', 'captured', 3990, '2026-02-20 18:41:00'),
  (4, 302, 'card', 'captured', 7980, '2026-02-21 10:00:20');
