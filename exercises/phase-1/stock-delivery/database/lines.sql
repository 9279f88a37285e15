INSERT INTO stock (sku, quantity, shelf) VALUES
  ('cup',   100, 'A1'),
  ('glass',   1, 'A3');

INSERT INTO delivery_lines (line, sku, quantity) VALUES
  (1, 'cup',   10),
  (2, 'vase',   1),
  (3, 'cup',   10),
  (4, 'vase',   2),
  (5, 'cup',    5);
