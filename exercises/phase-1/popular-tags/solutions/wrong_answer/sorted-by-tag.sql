-- Sorts by the tag alone.
SELECT t.tag, COUNT(*) AS posts, COUNT(DISTINCT p.author) AS authors
FROM posts AS p
JOIN post_tags AS t ON t.post_id = p.id
WHERE p.published_on IS NOT NULL
GROUP BY t.tag
HAVING COUNT(DISTINCT p.author) >= 3
ORDER BY t.tag;
