INSERT INTO book (id, title, author, published) VALUES
  (1, 'Loops', 'Ada', 2001),
  (2, 'More Loops', 'Ada', 2001),
  (3, 'Queues', 'Bob', 2010);
