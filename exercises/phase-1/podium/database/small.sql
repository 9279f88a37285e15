INSERT INTO results (id, discipline, child, result) VALUES
  (1, 'long jump', 'Ali',  3.80),
  (2, 'long jump', 'Bea',  4.10),
  (3, 'long jump', 'Cid',  3.80),
  (4, 'long jump', 'Dora', 3.55),
  (5, 'shot put',  'Ali',  6.00),
  (6, 'shot put',  'Dora', NULL);
