INSERT INTO customers (id, name) VALUES
  (4, 'Gwen'),
  (2, 'Hugo'),
  (9, 'Ines'),
  (7, 'Jakub');

INSERT INTO orders (id, customer_id, status, total) VALUES
  (10, 9, 'paid', 0.01);
