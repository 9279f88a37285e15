-- Cancelled and open orders count as well.
SELECT c.id, c.name, COUNT(o.id) AS paid_orders, COALESCE(SUM(o.total), 0) AS spent
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id
GROUP BY c.id, c.name
ORDER BY spent DESC, c.id;
