INSERT INTO customers (id, name) VALUES
  (2, 'Kira'),
  (1, 'Levi');
