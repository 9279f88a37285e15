WITH ranked AS (
  SELECT
    discipline,
    RANK() OVER (PARTITION BY discipline ORDER BY result DESC) AS place,
    child,
    result
  FROM results
  WHERE result IS NOT NULL
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
