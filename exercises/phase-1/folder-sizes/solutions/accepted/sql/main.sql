WITH RECURSIVE paths AS (
  SELECT id, '/' || name AS path
  FROM folders
  WHERE parent_id IS NULL
  UNION ALL
  SELECT child.id, parent.path || '/' || child.name
  FROM paths AS parent
  JOIN folders AS child ON child.parent_id = parent.id
),
-- Every folder with each folder below it, and with itself.
below AS (
  SELECT id AS folder_id, id AS below_id
  FROM folders
  UNION ALL
  SELECT below.folder_id, child.id
  FROM below
  JOIN folders AS child ON child.parent_id = below.below_id
)
SELECT
  paths.path,
  COUNT(files.id) AS files,
  COALESCE(SUM(files.bytes), 0) AS bytes
FROM paths
JOIN below ON below.folder_id = paths.id
LEFT JOIN files ON files.folder_id = below.below_id
GROUP BY paths.id, paths.path
ORDER BY paths.path;
