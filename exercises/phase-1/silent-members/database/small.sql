INSERT INTO members (id, name, joined_on) VALUES
  (1, 'Amira',  '2024-01-15'),
  (2, 'Ben',    '2023-11-02'),
  (3, 'Chiara', '2023-05-20'),
  (4, 'Deniz',  '2024-02-01');

INSERT INTO loans (id, member_id, book, returned_on) VALUES
  (1, 1, 'Momo',    '2024-02-01'),
  (2, 1, 'Matilda', NULL),
  (3, 4, 'Emil',    '2024-03-01');
