CREATE INDEX orders_by_total ON orders (total);

SELECT count(*) AS orders, sum(total) AS spent FROM orders WHERE customer_id = 7;
