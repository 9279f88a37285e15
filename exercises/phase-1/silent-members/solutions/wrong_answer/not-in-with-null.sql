-- NOT IN is never true once the list holds a NULL.
SELECT id, name
FROM members
WHERE id NOT IN (SELECT member_id FROM loans)
ORDER BY joined_on, id;
