-- An aggregate cannot stand in WHERE: the groups are not made yet.
SELECT t.tag, COUNT(*) AS posts, COUNT(DISTINCT p.author) AS authors
FROM posts AS p
JOIN post_tags AS t ON t.post_id = p.id
WHERE p.published_on IS NOT NULL AND COUNT(DISTINCT p.author) >= 3
GROUP BY t.tag;
