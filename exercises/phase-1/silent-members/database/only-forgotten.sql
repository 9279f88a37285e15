INSERT INTO members (id, name, joined_on) VALUES
  (7, 'Ida', '2024-04-04'),
  (8, 'Jan', '2024-04-03');

INSERT INTO loans (id, member_id, book, returned_on) VALUES
  (1, NULL, 'Heidi', '2020-03-03');
