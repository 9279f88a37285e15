-- ROW_NUMBER gives equal results different places.
WITH ranked AS (
  SELECT discipline, child, result,
    ROW_NUMBER() OVER (PARTITION BY discipline ORDER BY result DESC) AS place
  FROM results
  WHERE result IS NOT NULL
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
