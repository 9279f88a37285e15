-- Looks at a column that may be NULL in a real loan: a book that is out counts as no loan.
SELECT DISTINCT m.id, m.name
FROM members AS m
LEFT JOIN loans AS l ON l.member_id = m.id
WHERE l.returned_on IS NULL
ORDER BY m.joined_on, m.id;
