-- The ten oldest.
CREATE INDEX orders_of_a_customer ON orders (customer_id, ordered_at);

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at
LIMIT 10;
