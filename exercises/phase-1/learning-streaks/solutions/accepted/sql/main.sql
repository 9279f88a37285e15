WITH days AS (
  SELECT DISTINCT learner, finished_at::date AS day
  FROM lessons
),
numbered AS (
  SELECT
    learner,
    day,
    -- The same for all days of a streak, since both grow by one a row.
    day - ROW_NUMBER() OVER (PARTITION BY learner ORDER BY day)::integer AS streak
  FROM days
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, streak
HAVING COUNT(*) >= 2
ORDER BY days DESC, learner, first_day;
