-- NULLS LAST still gives those without a result a place where there are few others.
WITH ranked AS (
  SELECT discipline, child, result,
    RANK() OVER (PARTITION BY discipline ORDER BY result DESC NULLS LAST) AS place
  FROM results
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
