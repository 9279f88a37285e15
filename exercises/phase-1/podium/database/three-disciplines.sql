INSERT INTO results (id, discipline, child, result) VALUES
  (1,  'rounds',    'Finn', 11),
  (2,  'rounds',    'Gül',  14),
  (3,  'rounds',    'Hana', 9),
  (4,  'rounds',    'Ivan', 13),
  (5,  'high jump', 'Finn', 1.05),
  (6,  'high jump', 'Gül',  0.90),
  (7,  'high jump', 'Hana', 1.20),
  (8,  'high jump', 'Ivan', 1.10),
  (9,  'high jump', 'Jule', 0.95),
  (10, 'javelin',   'Jule', 12.40),
  (11, 'javelin',   'Ivan', 9.80);
