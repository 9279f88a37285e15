-- Every album, with 0 where there is no photo of the year: not the same as before.
SELECT DISTINCT album,
  (SELECT COUNT(*) FROM photos AS p
   WHERE p.album = photos.album AND p.taken_at >= '2024-01-01' AND p.taken_at < '2025-01-01') AS photos
FROM photos
ORDER BY album;
