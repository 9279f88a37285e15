INSERT INTO members (id, name, joined_on) VALUES
  (1, 'Ana',   '2020-02-02'),
  (2, 'Boris', '2019-06-30'),
  (3, 'Cleo',  '2021-10-10');

INSERT INTO loans (id, member_id, book, returned_on) VALUES
  (1, 2,    'Krabat',      '2020-01-01'),
  (2, NULL, 'Heidi',       '2020-03-03'),
  (3, NULL, 'Pinocchio',   NULL),
  (4, 2,    'Peter Pan',   NULL);
