-- YEAR() is MySQL's.
SELECT album, COUNT(*) AS photos
FROM photos
WHERE YEAR(taken_at) = 2024
GROUP BY album
ORDER BY album;
