SELECT sku, name, price_cents / 100.0 AS price, stock
FROM products
WHERE discontinued_at IS NULL
  AND stock < 10
  AND price_cents BETWEEN 2000 AND 15000
  AND sku NOT LIKE 'GIF-%'
ORDER BY stock, price DESC;
