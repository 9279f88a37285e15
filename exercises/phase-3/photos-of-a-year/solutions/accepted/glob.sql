-- GLOB with a fixed beginning is a range, too.
SELECT album, COUNT(*) AS photos
FROM photos
WHERE taken_at GLOB '2024-*'
GROUP BY album
ORDER BY 1;
