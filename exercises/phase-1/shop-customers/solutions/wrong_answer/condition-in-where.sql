-- The condition throws out customers whose orders are all open or cancelled.
SELECT c.id, c.name, COUNT(o.id) AS paid_orders, COALESCE(SUM(o.total), 0) AS spent
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id
WHERE o.status = 'paid' OR o.id IS NULL
GROUP BY c.id, c.name
ORDER BY spent DESC, c.id;
