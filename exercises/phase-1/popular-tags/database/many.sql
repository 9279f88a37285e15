-- Four tags: two of them on equally many posts.
INSERT INTO posts (id, author, published_on) VALUES
  (1, 'ann', '2025-05-01'),
  (2, 'bob', '2025-05-02'),
  (3, 'cat', '2025-05-03'),
  (4, 'dan', '2025-05-04'),
  (5, 'ann', '2025-05-05'),
  (6, 'bob', '2025-05-06');

INSERT INTO post_tags (post_id, tag) VALUES
  (1, 'web'), (2, 'web'), (3, 'web'), (5, 'web'),
  (1, 'docker'), (2, 'docker'), (3, 'docker'), (4, 'docker'),
  (1, 'orm'), (2, 'orm'), (3, 'orm'), (4, 'orm'), (5, 'orm'), (6, 'orm'),
  (4, 'ajax'), (5, 'ajax'), (6, 'ajax');
