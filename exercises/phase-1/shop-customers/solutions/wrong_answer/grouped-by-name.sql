-- Customers of the same name become one.
SELECT MIN(c.id) AS id, c.name, COUNT(o.id) AS paid_orders, COALESCE(SUM(o.total), 0) AS spent
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid'
GROUP BY c.name
ORDER BY spent DESC, id;
