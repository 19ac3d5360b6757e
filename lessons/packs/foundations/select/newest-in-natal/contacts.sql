-- Every way in which a phone number can be missing.

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
  (1, 'Aline D''Ávila', 'aline@example.com', '+55 84 5550-0121', 'Natal', 'BR', '2025-02-01'),
  (2, 'Bento Reis', 'bento@example.com', NULL, 'Natal', 'BR', '2025-02-02'),
  (3, 'Cora Pinho', 'cora@example.com', '', 'Natal', 'BR', '2025-02-03'),
  (4, 'Dora Leal', 'dora@example.com', '   ', 'Natal', 'BR', '2025-02-04');
