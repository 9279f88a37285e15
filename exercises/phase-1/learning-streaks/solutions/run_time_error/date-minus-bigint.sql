-- ROW_NUMBER is a bigint, and PostgreSQL subtracts only integers from a date.
WITH days AS (
  SELECT DISTINCT learner, finished_at::date AS day
  FROM lessons
)
SELECT learner, day - ROW_NUMBER() OVER (PARTITION BY learner ORDER BY day) AS streak
FROM days;
