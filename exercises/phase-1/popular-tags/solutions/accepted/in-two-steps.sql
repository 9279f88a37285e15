WITH by_author AS (
  SELECT t.tag, p.author, COUNT(*) AS posts
  FROM post_tags AS t
  JOIN posts AS p ON p.id = t.post_id
  WHERE p.published_on IS NOT NULL
  GROUP BY t.tag, p.author
),
by_tag AS (
  SELECT tag, SUM(posts) AS posts, COUNT(*) AS authors
  FROM by_author
  GROUP BY tag
)
SELECT tag, posts, authors
FROM by_tag
WHERE authors >= 3
ORDER BY posts DESC, tag;
