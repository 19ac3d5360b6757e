-- The newest customers in Natal: see the task for the columns, the order and the limit.
SELECT name, phone AS contact, created_at
FROM customers
WHERE city = 'Natal';
