SELECT count(*) AS orders, sum(total) AS spent FROM orders WHERE customer_id = 7;
