-- What must be reordered: see the task for the conditions, the columns and the order.
SELECT sku, name, price_cents, stock
FROM products;
