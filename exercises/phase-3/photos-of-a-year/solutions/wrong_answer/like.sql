-- LIKE ignores case in SQLite, the index does not: it cannot be used.
SELECT album, COUNT(*) AS photos
FROM photos
WHERE taken_at LIKE '2024-%'
GROUP BY album
ORDER BY album;
