-- The right paths, with the files of each folder itself.
WITH RECURSIVE paths (id, path) AS (
  SELECT id, '/' || name FROM folders WHERE parent_id IS NULL
  UNION ALL
  SELECT f.id, p.path || '/' || f.name FROM folders AS f JOIN paths AS p ON f.parent_id = p.id
)
SELECT p.path, COUNT(f.id) AS files, COALESCE(SUM(f.bytes), 0) AS bytes
FROM paths AS p
LEFT JOIN files AS f ON f.folder_id = p.id
GROUP BY p.id, p.path
ORDER BY p.path;
