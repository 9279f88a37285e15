-- One day alone is no streak.
WITH days AS (
  SELECT DISTINCT learner, finished_at::date AS day
  FROM lessons
),
numbered AS (
  SELECT learner, day, day - ROW_NUMBER() OVER (PARTITION BY learner ORDER BY day)::integer AS streak
  FROM days
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, streak
ORDER BY days DESC, learner, first_day;
