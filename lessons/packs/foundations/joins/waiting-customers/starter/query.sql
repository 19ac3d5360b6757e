-- Every customer, with the orders they are waiting for: see the task for the columns and the order.
SELECT c.id AS customer_id, c.name AS customer
FROM customers AS c
ORDER BY customer_id;
