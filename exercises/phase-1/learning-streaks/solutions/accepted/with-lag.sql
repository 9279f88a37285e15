-- A streak begins where the day before is missing; counting the beginnings numbers the streaks.
WITH days AS (
  SELECT learner, CAST(finished_at AS date) AS day
  FROM lessons
  GROUP BY learner, CAST(finished_at AS date)
),
marked AS (
  SELECT
    learner,
    day,
    CASE WHEN LAG(day) OVER w = day - 1 THEN 0 ELSE 1 END AS begins
  FROM days
  WINDOW w AS (PARTITION BY learner ORDER BY day)
),
numbered AS (
  SELECT learner, day, SUM(begins) OVER (PARTITION BY learner ORDER BY day) AS streak
  FROM marked
)
SELECT learner, MIN(day) AS first_day, MAX(day) AS last_day, COUNT(*) AS days
FROM numbered
GROUP BY learner, streak
HAVING COUNT(*) > 1
ORDER BY days DESC, learner, first_day;
