-- Counts the authors right, and chooses by the number of posts.
SELECT t.tag, COUNT(*) AS posts, COUNT(DISTINCT p.author) AS authors
FROM posts AS p
JOIN post_tags AS t ON t.post_id = p.id
WHERE p.published_on IS NOT NULL
GROUP BY t.tag
HAVING posts >= 3
ORDER BY posts DESC, t.tag;
