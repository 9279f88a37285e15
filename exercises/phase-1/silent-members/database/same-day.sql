INSERT INTO members (id, name, joined_on) VALUES
  (9,  'Yusuf', '2022-07-01'),
  (3,  'Zoe',   '2022-07-01'),
  (12, 'Zoe',   '2021-01-31'),
  (5,  'Xenia', '2022-07-01'),
  (1,  'Wanda', '2023-12-24');

INSERT INTO loans (id, member_id, book, returned_on) VALUES
  (1, 5, 'Ronja', NULL);
