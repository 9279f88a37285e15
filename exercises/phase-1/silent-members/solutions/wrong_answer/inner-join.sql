-- An inner join has no rows for members without loans.
SELECT m.id, m.name
FROM members AS m
JOIN loans AS l ON l.member_id = m.id
WHERE l.member_id IS NULL
ORDER BY m.joined_on, m.id;
