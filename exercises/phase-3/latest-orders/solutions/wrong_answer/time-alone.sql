-- Walks back in time through everybody's orders.
CREATE INDEX orders_time ON orders (ordered_at);

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at DESC
LIMIT 10;
