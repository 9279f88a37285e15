-- An index for the customer 7; everybody else waits as before.
CREATE INDEX orders_of_seven ON orders (ordered_at) WHERE customer_id = 7;

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at DESC
LIMIT 10;
