-- The shop in a dozen rows, with every edge case: equal names and prices, NULLs, empty strings,
-- customers without orders, an order without items (109), products without a category.

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
  (2, 'Ana Souza', 'ana.s@example.org', NULL, 'natal ', 'BR', '2025-03-02'),
  (3, 'Bruno Lima', 'bruno@example.com', '', 'NATAL', 'BR', '2025-03-02'),
  (4, 'Carla Mendes', 'carla@example.net', '   ', ' Natal', 'BR', '2025-02-14'),
  (5, 'Davi Nunes', 'davi@example.com', '+55 38 5550-0105', 'Natalândia', 'BR', '2025-06-01'),
  (6, 'Emily Carter', 'emily@example.org', '+1 512 555-0106', 'Austin', 'US', '2025-04-20'),
  (7, 'Felipe Araújo', 'felipe@example.com', NULL, NULL, 'BR', '2025-05-05'),
  (8, 'Gabriela Nunes', 'gabi@example.com', '+55 84 5550-0108', 'Natal', 'BR', '2024-12-01'),
  (9, 'Haruto Sato', 'haruto@example.net', NULL, '', 'JP', '2025-05-30'),
  (10, 'Igor Medeiros', 'igor@example.com', '+55 84 5550-0110', 'Natal', 'BR', '2025-06-11'),
  (11, 'João D''Ávila', 'joao@example.com', NULL, 'São Paulo', 'BR', '2025-07-01'),
  (12, 'Kátia Moreira', 'katia@example.org', '+55 84 5550-0112', 'nAtAl', 'BR', '2025-02-14');

INSERT INTO categories (id, name, parent_id) VALUES
  (1, 'Home', NULL),
  (2, 'Kitchen', 1),
  (4, 'Books', NULL),
  (7, 'Gift cards', NULL),
  (9, 'Toys', NULL);

INSERT INTO products (id, sku, name, description, category_id, price_cents, stock, discontinued_at) VALUES
  (1, 'KIT-001', 'Ceramic mug', 'Dishwasher safe.', 2, 3490, 4, NULL),
  (2, 'KIT-002', 'Ceramic mug', '', 2, 3990, 4, NULL),
  (3, 'KIT-003', 'Bread knife', NULL, 2, 8900, 0, NULL),
  (4, 'KIT-004', 'Salad spinner', NULL, 2, 8900, 0, '2025-08-31'),
  (5, 'HOM-001', 'Wall clock', NULL, 1, 9990, 4, NULL),
  (6, 'HOM-002', 'Bath towel', '', 1, 5990, 25, NULL),
  (7, 'BOK-001', 'Crosswords, volume 3', NULL, 4, 1890, 3, NULL),
  (8, 'BOK-002', 'A field guide to birds', NULL, 4, 9990, 4, NULL),
  (9, 'GIF-001', 'Gift card 50', 'Sent by e-mail.', 7, 5000, 2, NULL),
  (10, 'GIF-002', 'Gift card 100', 'Sent by e-mail.', 7, 10000, NULL, NULL),
  (11, 'MIS-001', 'Mystery box', NULL, NULL, 9900, 1, NULL),
  (12, 'MIS-002', 'Tote bag', '', NULL, 3900, NULL, NULL),
  (13, 'HOM-003', 'Wool blanket', NULL, 1, 24900, 2, NULL);

INSERT INTO orders (id, customer_id, status, placed_at, shipped_at) VALUES
  (101, 1, 'delivered', '2025-04-02 10:15:00', '2025-04-03 09:00:00'),
  (102, 1, 'paid', '2026-02-20 18:30:00', NULL),
  (103, 2, 'paid', '2026-02-21 08:05:00', NULL),
  (104, 2, 'pending', '2026-02-22 08:05:00', NULL),
  (105, 3, 'cancelled', '2026-02-22 08:05:00', NULL),
  (106, 4, 'shipped', '2026-02-18 21:00:00', '2026-02-19 13:20:00'),
  (107, 6, 'paid', '2026-02-24 12:00:00', NULL),
  (108, 6, 'paid', '2026-02-24 12:00:00', NULL),
  (109, 7, 'paid', '2026-02-25 07:45:10', NULL),
  (110, 10, 'delivered', '2025-12-24 16:40:00', '2025-12-27 10:00:00'),
  (111, 11, 'pending', '2026-03-01 23:59:59', NULL);

INSERT INTO order_items (order_id, product_id, quantity, unit_price_cents) VALUES
  (101, 1, 2, 3490),
  (101, 7, 1, 1890),
  (102, 1, 1, 2990),
  (102, 11, 2, 9900),
  (103, 3, 1, 8900),
  (104, 5, 1, 9990),
  (105, 6, 3, 5990),
  (106, 8, 1, 9990),
  (107, 2, 4, 3990),
  (107, 9, 1, 5000),
  (108, 12, 1, 3500),
  (110, 13, 1, 24900),
  (110, 4, 1, 8900);

INSERT INTO payments (id, order_id, method, status, amount_cents, paid_at) VALUES
  (1, 101, 'pix', 'captured', 8870, '2025-04-02 10:16:30'),
  (2, 102, 'card', 'failed', 22790, NULL),
  (3, 102, 'card', 'captured', 22790, '2026-02-20 18:35:00'),
  (4, 103, 'boleto', 'captured', 8900, '2026-02-22 04:00:00'),
  (5, 104, 'boleto', 'pending', 9990, NULL),
  (6, 105, 'card', 'refunded', 17970, '2026-02-22 08:06:00'),
  (7, 106, 'pix', 'captured', 9990, '2026-02-18 21:00:40'),
  (8, 107, 'paypal', 'captured', 20960, '2026-02-24 12:01:00'),
  (9, 108, 'card', 'captured', 3500, '2026-02-24 12:01:00'),
  (10, 110, 'card', 'failed', 33800, NULL),
  (11, 110, 'card', 'failed', 33800, NULL),
  (12, 110, 'pix', 'captured', 33800, '2025-12-24 16:59:00');

INSERT INTO reviews (id, product_id, customer_id, rating, comment, created_at) VALUES
  (1, 1, 1, 5, 'Muito bom, recomendo.', '2025-04-20'),
  (2, 7, 1, 3, NULL, '2025-04-20'),
  (3, 8, 4, 4, '', '2026-02-27'),
  (4, 13, 10, 1, 'Smaller than I expected.', '2026-01-08');
