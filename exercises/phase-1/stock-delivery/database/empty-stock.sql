INSERT INTO delivery_lines (line, sku, quantity) VALUES
  (1, 'bowl', 3),
  (2, 'jug',  2);
