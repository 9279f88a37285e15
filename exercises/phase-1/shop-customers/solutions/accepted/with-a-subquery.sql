WITH paid AS (
  SELECT customer_id, COUNT(*) AS paid_orders, SUM(total) AS spent
  FROM orders
  WHERE status = 'paid'
  GROUP BY customer_id
)
SELECT
  c.id,
  c.name,
  IFNULL(p.paid_orders, 0) AS paid_orders,
  IFNULL(p.spent, 0) AS spent
FROM customers AS c
LEFT JOIN paid AS p ON p.customer_id = c.id
ORDER BY 4 DESC, 1;
