SELECT m.id, m.name
FROM members AS m
WHERE NOT EXISTS (SELECT 1 FROM loans AS l WHERE l.member_id = m.id)
ORDER BY m.joined_on, m.id;
