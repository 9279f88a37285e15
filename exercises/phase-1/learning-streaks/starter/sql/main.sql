-- The days on which each learner has learnt. Now find those that follow one another.
SELECT DISTINCT learner, finished_at::date AS day
FROM lessons
ORDER BY learner, day;
