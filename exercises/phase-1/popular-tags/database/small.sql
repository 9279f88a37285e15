INSERT INTO posts (id, author, published_on) VALUES
  (1, 'ada', '2025-01-10'),
  (2, 'ben', '2025-01-11'),
  (3, 'cem', '2025-02-01'),
  (4, 'ada', '2025-02-02'),
  (5, 'ben', NULL);

INSERT INTO post_tags (post_id, tag) VALUES
  (1, 'sql'),
  (2, 'sql'),
  (3, 'sql'),
  (4, 'sql'),
  (3, 'linux'),
  (4, 'linux'),
  (5, 'linux');
