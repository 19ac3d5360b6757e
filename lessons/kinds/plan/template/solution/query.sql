CREATE INDEX orders_by_customer ON orders (customer_id);

SELECT count(*) AS orders, sum(total) AS spent FROM orders WHERE customer_id = 7;
