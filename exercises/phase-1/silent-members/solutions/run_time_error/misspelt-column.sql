-- The column is called member_id.
SELECT id, name
FROM members
WHERE id NOT IN (SELECT members_id FROM loans);
