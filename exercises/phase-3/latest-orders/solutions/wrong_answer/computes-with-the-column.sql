-- The right index; but what is compared is not the column, so that it cannot be used.
CREATE INDEX orders_of_a_customer ON orders (customer_id, ordered_at);

SELECT id, total
FROM orders
WHERE customer_id::text = '7'
ORDER BY ordered_at DESC
LIMIT 10;
