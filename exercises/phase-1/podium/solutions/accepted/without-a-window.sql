-- A place is one more than the number of those who are better.
SELECT discipline, place, child, result
FROM (
  SELECT
    r.discipline,
    1 + (
      SELECT COUNT(*)
      FROM results AS better
      WHERE better.discipline = r.discipline AND better.result > r.result
    ) AS place,
    r.child,
    r.result
  FROM results AS r
  WHERE r.result IS NOT NULL
) AS ranked
WHERE place <= 3
ORDER BY discipline, place, child;
