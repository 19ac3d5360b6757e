CREATE TABLE products (
  id          INTEGER PRIMARY KEY,
  sku         TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  stock       INTEGER NOT NULL CHECK (stock >= 0)
);

INSERT INTO products (id, sku, name, price_cents, stock) VALUES
  (12, 'TEA-02', 'Chá de hibisco', 2190, 3),
  (3, 'POT-20', 'Terracotta pot', 2990, 40),
  (4, 'POT-30', 'Terracotta pot', 4990, 0);
