-- Numbers the lessons: a second one on the same day breaks the streak.
WITH numbered AS (
  SELECT
    learner,
    finished_at::date AS day,
    finished_at::date - ROW_NUMBER() OVER (PARTITION BY learner ORDER BY finished_at)::integer AS streak
  FROM lessons
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, streak
HAVING COUNT(*) >= 2
ORDER BY days DESC, learner, first_day;
