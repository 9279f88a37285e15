-- In a descending order NULL comes first.
WITH ranked AS (
  SELECT discipline, child, result,
    RANK() OVER (PARTITION BY discipline ORDER BY result DESC) AS place
  FROM results
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
