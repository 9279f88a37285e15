-- The best result of each discipline. Whose is it, and who is second and third?
SELECT discipline, MAX(result) AS result
FROM results
GROUP BY discipline
ORDER BY discipline;
