SELECT
  c.id AS customer_id,
  c.name AS customer,
  o.id AS order_id,
  o.placed_at,
  p.method
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id
LEFT JOIN payments AS p ON p.order_id = o.id AND p.status = 'captured'
WHERE o.status = 'paid'
ORDER BY customer_id, order_id;
