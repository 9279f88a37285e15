INSERT INTO members (id, name, joined_on) VALUES
  (1, 'Mia',  '2024-05-05'),
  (2, 'Noah', '2024-05-01');

INSERT INTO loans (id, member_id, book, returned_on) VALUES
  (1, 1, 'Momo', NULL),
  (2, 2, 'Emil', '2024-06-01');
