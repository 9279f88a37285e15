SELECT id, name
FROM members
WHERE id NOT IN (SELECT member_id FROM loans WHERE member_id IS NOT NULL)
ORDER BY joined_on, id;
