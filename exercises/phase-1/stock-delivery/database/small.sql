INSERT INTO stock (sku, quantity, shelf) VALUES
  ('cup',    4, 'A1'),
  ('plate', 10, 'A2');

INSERT INTO delivery_lines (line, sku, quantity) VALUES
  (1, 'cup',    6),
  (2, 'spoon', 12);
