INSERT INTO book (id, title, author, published) VALUES
  (1, 'Tables', 'Cyd', 1999),
  (2, 'Tables again', 'Cyd', 1999),
  (3, 'Joins', 'Cyd', 2004),
  (4, 'Keys', 'Dan', 2004);
