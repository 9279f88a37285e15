-- A month without sales has no row.
SELECT DATE_FORMAT(sold_at, '%Y-%m') AS month, COUNT(*) AS sales,
  SUM(amount) AS revenue, ROUND(AVG(amount), 2) AS average
FROM sales
WHERE YEAR(sold_at) = 2025
GROUP BY month
ORDER BY month;
