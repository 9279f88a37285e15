-- Finds the orders of a customer, and has to sort all of them.
CREATE INDEX orders_customer ON orders (customer_id);

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at DESC
LIMIT 10;
