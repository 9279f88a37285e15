-- Ranks as in a race, where less is better.
WITH ranked AS (
  SELECT discipline, child, result,
    RANK() OVER (PARTITION BY discipline ORDER BY result) AS place
  FROM results
  WHERE result IS NOT NULL
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
