INSERT INTO photos (id, album, taken_at) VALUES
  (1, 'sea',    '2023-07-01 10:00:00'),
  (2, 'garden', '2025-07-01 10:00:00');
