SELECT album, COUNT(id) AS photos
FROM photos
WHERE taken_at BETWEEN '2024-01-01 00:00:00' AND '2024-12-31 23:59:59'
GROUP BY album
ORDER BY album;
