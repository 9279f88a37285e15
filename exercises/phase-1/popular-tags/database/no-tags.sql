INSERT INTO posts (id, author, published_on) VALUES
  (1, 'ann', '2025-05-01'),
  (2, 'bob', NULL);
