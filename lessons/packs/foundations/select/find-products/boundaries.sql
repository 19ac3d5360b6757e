-- Prices and stocks on and just beside the limits of the task.

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

INSERT INTO categories (id, name, parent_id) VALUES
  (1, 'Home', NULL),
  (2, 'Kitchen', 1);

INSERT INTO products (id, sku, name, description, category_id, price_cents, stock, discontinued_at) VALUES
  (1, 'KIT-001', 'Peeler, one cent too cheap', NULL, 2, 1999, 5, NULL),
  (2, 'KIT-002', 'Peeler at exactly 20.00', NULL, 2, 2000, 5, NULL),
  (3, 'KIT-003', 'Knife at exactly 150.00', NULL, 2, 15000, 5, NULL),
  (4, 'KIT-004', 'Knife, one cent too dear', NULL, 2, 15001, 5, NULL),
  (5, 'HOM-001', 'Towel, nine left', NULL, 1, 4550, 9, NULL),
  (6, 'HOM-002', 'Towel, ten left', NULL, 1, 4550, 10, NULL),
  (7, 'HOM-003', 'Towel, none left', NULL, 1, 4555, 0, NULL),
  (8, 'HOM-004', 'Towel, stock not counted', NULL, 1, 4550, NULL, NULL);
