INSERT INTO photos (id, album, taken_at) VALUES
  (1, 'fireworks', '2024-12-31 00:00:00'),
  (2, 'fireworks', '2024-12-31 23:15:00'),
  (3, 'fireworks', '2024-12-31 23:59:59'),
  (4, 'fireworks', '2025-01-01 00:00:00'),
  (5, 'fireworks', '2025-01-01 00:03:00'),
  (6, 'fireworks', '2023-12-31 23:59:59'),
  (7, 'breakfast', '2024-01-01 00:00:00'),
  (8, 'breakfast', '2024-01-01 09:30:00'),
  (9, 'snow',      '2024-02-29 10:00:00');
