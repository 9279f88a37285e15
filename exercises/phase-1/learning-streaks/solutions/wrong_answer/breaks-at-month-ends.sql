-- Compares days of the month: no streak goes on over the end of a month.
WITH days AS (
  SELECT DISTINCT learner, finished_at::date AS day
  FROM lessons
),
numbered AS (
  SELECT learner, day, date_trunc('month', day) AS month,
    EXTRACT(day FROM day) - ROW_NUMBER() OVER (PARTITION BY learner ORDER BY day) AS streak
  FROM days
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, month, streak
HAVING COUNT(*) >= 2
ORDER BY days DESC, learner, first_day;
