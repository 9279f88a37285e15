-- SUM of nothing is NULL.
SELECT c.id, c.name, COUNT(o.id) AS paid_orders, SUM(o.total) AS spent
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid'
GROUP BY c.id, c.name
ORDER BY spent DESC, c.id;
