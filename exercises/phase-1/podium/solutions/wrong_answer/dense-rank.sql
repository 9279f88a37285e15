-- DENSE_RANK leaves no place out.
WITH ranked AS (
  SELECT discipline, child, result,
    DENSE_RANK() OVER (PARTITION BY discipline ORDER BY result DESC) AS place
  FROM results
  WHERE result IS NOT NULL
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
