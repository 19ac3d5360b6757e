-- One row per line of every paid order: see the task for the columns.
SELECT o.id AS order_id, c.name AS customer
FROM orders AS o
JOIN customers AS c ON c.id = o.customer_id;
