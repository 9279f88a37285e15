INSERT INTO stock (sku, quantity, shelf) VALUES
  ('fork',  0, 'B1'),
  ('knife', 7, 'B2'),
  ('pan',   3, NULL),
  ('pot',   2, 'C9');

INSERT INTO delivery_lines (line, sku, quantity) VALUES
  (1, 'knife', 20),
  (2, 'fork',   1),
  (3, 'pan',    5);
