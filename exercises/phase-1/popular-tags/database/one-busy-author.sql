-- ada writes about css all the time, and alone.
INSERT INTO posts (id, author, published_on) VALUES
  (1, 'ada', '2025-01-01'),
  (2, 'ada', '2025-01-02'),
  (3, 'ada', '2025-01-03'),
  (4, 'ada', '2025-01-04'),
  (5, 'ben', '2025-01-05'),
  (6, 'cem', '2025-01-06'),
  (7, 'dua', '2025-01-07');

INSERT INTO post_tags (post_id, tag) VALUES
  (1, 'css'), (2, 'css'), (3, 'css'), (4, 'css'),
  (1, 'git'), (5, 'git'), (6, 'git'), (7, 'git'),
  (2, 'http'), (3, 'http'), (5, 'http'), (6, 'http'), (4, 'http'),
  (6, 'bash'), (7, 'bash');
