-- One lesson a day at most; the rows are not in the order of time.
INSERT INTO lessons (id, learner, finished_at) VALUES
  (1,  'cem', '2025-05-14 10:00'),
  (2,  'cem', '2025-05-10 10:00'),
  (3,  'cem', '2025-05-11 09:00'),
  (4,  'cem', '2025-05-13 10:00'),
  (5,  'cem', '2025-05-15 23:00'),
  (6,  'cem', '2025-05-20 10:00'),
  (7,  'dua', '2025-05-10 10:00'),
  (8,  'dua', '2025-05-12 10:00'),
  (9,  'dua', '2025-05-14 10:00');
