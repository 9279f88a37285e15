-- The join condition compares the wrong column: every folder finds itself again, for ever.
WITH RECURSIVE below (folder_id, below_id) AS (
  SELECT id, id FROM folders WHERE parent_id IS NULL
  UNION ALL
  SELECT b.folder_id, f.id FROM below AS b JOIN folders AS f ON f.id = b.below_id
)
SELECT '/' AS path, COUNT(f.id) AS files, COALESCE(SUM(f.bytes), 0) AS bytes
FROM below AS b
LEFT JOIN files AS f ON f.folder_id = b.below_id;
