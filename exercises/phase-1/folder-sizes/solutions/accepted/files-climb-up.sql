-- Carries each file up to all folders above it.
WITH RECURSIVE paths (id, path) AS (
  SELECT id, '/' || name FROM folders WHERE parent_id IS NULL
  UNION ALL
  SELECT f.id, p.path || '/' || f.name FROM folders AS f JOIN paths AS p ON f.parent_id = p.id
),
climbing (folder_id, file_id, bytes) AS (
  SELECT folder_id, id, bytes FROM files
  UNION ALL
  SELECT d.parent_id, c.file_id, c.bytes
  FROM climbing AS c
  JOIN folders AS d ON d.id = c.folder_id
  WHERE d.parent_id IS NOT NULL
)
SELECT
  path,
  (SELECT COUNT(*) FROM climbing WHERE folder_id = paths.id) AS files,
  (SELECT IFNULL(SUM(bytes), 0) FROM climbing WHERE folder_id = paths.id) AS bytes
FROM paths
ORDER BY path;
