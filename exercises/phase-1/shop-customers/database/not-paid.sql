INSERT INTO customers (id, name) VALUES
  (1, 'Dana'),
  (2, 'Emil'),
  (3, 'Fatma');

INSERT INTO orders (id, customer_id, status, total) VALUES
  (1, 1, 'open',      500.00),
  (2, 1, 'cancelled',  10.00),
  (3, 2, 'paid',        7.70),
  (4, 3, 'open',        1.00),
  (5, 2, 'open',       60.00);
