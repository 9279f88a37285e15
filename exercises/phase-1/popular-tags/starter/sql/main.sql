-- How often each tag stands on a post. Drafts, authors and the order are still missing.
SELECT tag, COUNT(*) AS posts
FROM post_tags
GROUP BY tag;
