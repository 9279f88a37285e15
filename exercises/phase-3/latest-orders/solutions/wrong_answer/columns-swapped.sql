-- Sorted by time first: the orders of one customer are all over the index.
CREATE INDEX orders_time_customer ON orders (ordered_at, customer_id);

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at DESC
LIMIT 10;
