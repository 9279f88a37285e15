-- What lies in each folder itself. What lies below it is missing, and so is the path.
SELECT '/' || d.name AS path, COUNT(f.id) AS files, SUM(f.bytes) AS bytes
FROM folders AS d
JOIN files AS f ON f.folder_id = d.id
GROUP BY d.id;
