SELECT count(*) AS orders, sum(total) AS spent FROM orders;
