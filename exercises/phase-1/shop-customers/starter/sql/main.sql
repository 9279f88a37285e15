-- Every customer who has an order. What about the others, and about the status?
SELECT c.id, c.name, COUNT(*) AS paid_orders, SUM(o.total) AS spent
FROM customers AS c
JOIN orders AS o ON o.customer_id = c.id
GROUP BY c.id, c.name
ORDER BY spent DESC;
