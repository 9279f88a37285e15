-- Without PARTITION BY all disciplines share one podium.
WITH ranked AS (
  SELECT discipline, child, result,
    RANK() OVER (ORDER BY result DESC) AS place
  FROM results
  WHERE result IS NOT NULL
)
SELECT discipline, place, child, result
FROM ranked
WHERE place <= 3
ORDER BY discipline, place, child;
