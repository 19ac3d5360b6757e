SELECT
  o.id AS order_id,
  c.name AS customer,
  p.name AS product,
  COALESCE(cat.name, 'Uncategorised') AS category,
  i.quantity,
  i.quantity * i.unit_price_cents AS amount_cents
FROM order_items AS i
JOIN orders AS o ON o.id = i.order_id
JOIN customers AS c ON c.id = o.id
JOIN products AS p ON p.id = i.product_id
LEFT JOIN categories AS cat ON cat.id = p.category_id
WHERE o.status = 'paid';
