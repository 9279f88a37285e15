-- Counts drafts as well.
SELECT t.tag, COUNT(*) AS posts, COUNT(DISTINCT p.author) AS authors
FROM posts AS p
JOIN post_tags AS t ON t.post_id = p.id
GROUP BY t.tag
HAVING COUNT(DISTINCT p.author) >= 3
ORDER BY posts DESC, t.tag;
