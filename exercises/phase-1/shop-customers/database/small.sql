INSERT INTO customers (id, name) VALUES
  (1, 'Aylin'),
  (2, 'Bruno'),
  (3, 'Carla');

INSERT INTO orders (id, customer_id, status, total) VALUES
  (1, 1, 'paid',      20.00),
  (2, 1, 'cancelled', 99.00),
  (3, 3, 'paid',      12.50),
  (4, 3, 'paid',      30.00);
