CREATE TABLE products (
  id          INTEGER PRIMARY KEY,
  sku         TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  stock       INTEGER NOT NULL CHECK (stock >= 0)
);

INSERT INTO products (id, sku, name, price_cents, stock) VALUES
  (1, 'MUG-01', 'Ceramic mug', 3490, 24),
  (2, 'MUG-02', 'Ceramic mug', 3990, 0),
  (3, 'LMP-01', 'Desk lamp', 16900, 7),
  (4, 'CUS-01', 'Linen cushion', 8990, 12);
