SELECT album, COUNT(*) AS photos
FROM photos
WHERE taken_at >= '2024-01-01' AND taken_at < '2025-01-01'
GROUP BY album
ORDER BY album;
