INSERT INTO posts (id, author, published_on) VALUES
  (1, 'eva', '2025-03-01'),
  (2, 'fay', NULL),
  (3, 'gil', '2025-03-02'),
  (4, 'hal', '2025-03-03'),
  (5, 'eva', NULL),
  (6, 'ivo', NULL);

INSERT INTO post_tags (post_id, tag) VALUES
  (1, 'api'), (2, 'api'), (3, 'api'),
  (1, 'json'), (3, 'json'), (4, 'json'), (5, 'json'), (6, 'json'),
  (2, 'xml'), (5, 'xml'), (6, 'xml');
