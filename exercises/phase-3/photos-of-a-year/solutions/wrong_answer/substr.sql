-- substr hides the column from the index as strftime does.
SELECT album, COUNT(*) AS photos
FROM photos
WHERE substr(taken_at, 1, 4) = '2024'
GROUP BY album
ORDER BY album;
