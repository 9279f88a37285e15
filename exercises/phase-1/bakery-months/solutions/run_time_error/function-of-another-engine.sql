-- strftime is SQLite's: MySQL has DATE_FORMAT.
SELECT strftime('%Y-%m', sold_at) AS month, COUNT(*) AS sales, SUM(amount) AS revenue, AVG(amount) AS average
FROM sales
GROUP BY month;
