INSERT INTO members (id, name, joined_on) VALUES
  (1, 'Kim',  '2024-05-05'),
  (2, 'Lars', '2024-05-01');
