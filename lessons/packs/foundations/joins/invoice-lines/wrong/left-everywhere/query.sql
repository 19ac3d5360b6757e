SELECT
  o.id AS order_id,
  c.name AS customer,
  p.name AS product,
  COALESCE(cat.name, 'Uncategorised') AS category,
  i.quantity,
  i.quantity * i.unit_price_cents AS amount_cents
FROM orders AS o
LEFT JOIN order_items AS i ON i.order_id = o.id
LEFT JOIN customers AS c ON c.id = o.customer_id
LEFT JOIN products AS p ON p.id = i.product_id
LEFT JOIN categories AS cat ON cat.id = p.category_id
WHERE o.status = 'paid';
