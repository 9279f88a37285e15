-- Window functions are not allowed in WHERE.
SELECT discipline, RANK() OVER (PARTITION BY discipline ORDER BY result DESC) AS place, child, result
FROM results
WHERE RANK() OVER (PARTITION BY discipline ORDER BY result DESC) <= 3;
