-- Holds all that the query needs, the newest first.
CREATE INDEX orders_of_a_customer ON orders (customer_id, ordered_at DESC) INCLUDE (id, total);

SELECT o.id, o.total
FROM orders AS o
WHERE o.customer_id = 7
ORDER BY o.ordered_at DESC
FETCH FIRST 10 ROWS ONLY;
