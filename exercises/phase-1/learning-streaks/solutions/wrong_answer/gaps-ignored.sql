-- From the first day to the last, gaps and all.
SELECT learner, MIN(finished_at)::date AS first_day, MAX(finished_at)::date AS last_day,
  COUNT(DISTINCT finished_at::date) AS days
FROM lessons
GROUP BY learner
HAVING COUNT(DISTINCT finished_at::date) >= 2
ORDER BY days DESC, learner, first_day;
