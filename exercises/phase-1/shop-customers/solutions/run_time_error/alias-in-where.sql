-- An alias of the result is not known in WHERE.
SELECT c.id, c.name, COUNT(o.id) AS paid_orders, COALESCE(SUM(o.total), 0) AS spent
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id
WHERE spent >= 0
GROUP BY c.id, c.name;
