-- The column is called ordered_at.
CREATE INDEX orders_of_a_customer ON orders (customer_id, orderd_at);

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at DESC
LIMIT 10;
