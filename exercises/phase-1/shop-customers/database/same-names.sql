INSERT INTO customers (id, name) VALUES
  (1, 'Maria'),
  (2, 'Luis'),
  (3, 'Maria'),
  (4, 'Anna'),
  (5, 'Zora');

INSERT INTO orders (id, customer_id, status, total) VALUES
  (1, 3, 'paid', 25.00),
  (2, 1, 'paid', 10.00),
  (3, 1, 'paid', 10.00),
  (4, 4, 'paid', 20.00),
  (5, 5, 'paid', 100.00),
  (6, 2, 'paid', 20.00);
