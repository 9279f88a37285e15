-- <= takes the first moment of the next year.
SELECT album, COUNT(*) AS photos
FROM photos
WHERE taken_at >= '2024-01-01 00:00:00' AND taken_at <= '2025-01-01 00:00:00'
GROUP BY album
ORDER BY album;
