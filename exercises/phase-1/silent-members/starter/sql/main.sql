-- All members. Leave out those who have borrowed a book.
SELECT id, name
FROM members
ORDER BY joined_on, id;
