-- Takes the greatest ids for the newest orders.
CREATE INDEX orders_of_a_customer ON orders (customer_id, id);

SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY id DESC
LIMIT 10;
