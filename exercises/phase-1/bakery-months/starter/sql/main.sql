-- Only months with sales, and those of all years.
SELECT DATE_FORMAT(sold_at, '%Y-%m') AS month, COUNT(*) AS sales, SUM(amount) AS revenue
FROM sales
GROUP BY month
ORDER BY month;
