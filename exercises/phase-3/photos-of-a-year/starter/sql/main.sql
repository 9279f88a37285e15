SELECT album, COUNT(*) AS photos
FROM photos
WHERE strftime('%Y', taken_at) = '2024'
GROUP BY album
ORDER BY album;
