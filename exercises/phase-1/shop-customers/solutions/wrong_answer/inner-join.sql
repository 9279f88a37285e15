-- Customers without a paid order are missing.
SELECT c.id, c.name, COUNT(*) AS paid_orders, SUM(o.total) AS spent
FROM customers AS c
JOIN orders AS o ON o.customer_id = c.id
WHERE o.status = 'paid'
GROUP BY c.id, c.name
ORDER BY spent DESC, c.id;
