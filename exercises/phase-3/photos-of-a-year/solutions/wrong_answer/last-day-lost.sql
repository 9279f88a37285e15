-- The last day of the year ends when it begins.
SELECT album, COUNT(*) AS photos
FROM photos
WHERE taken_at BETWEEN '2024-01-01' AND '2024-12-31'
GROUP BY album
ORDER BY album;
