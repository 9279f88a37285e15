INSERT INTO results (id, discipline, child, result) VALUES
  (1, 'rounds',   'Paul',  NULL),
  (2, 'rounds',   'Rosa',  7),
  (3, 'rounds',   'Sami',  NULL),
  (4, 'rounds',   'Tara',  9),
  (5, 'shot put', 'Paul',  NULL),
  (6, 'shot put', 'Rosa',  NULL),
  (7, 'javelin',  'Sami',  0.00),
  (8, 'javelin',  'Tara',  NULL);
