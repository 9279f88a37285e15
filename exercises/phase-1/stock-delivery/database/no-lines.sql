INSERT INTO stock (sku, quantity, shelf) VALUES
  ('cup', 3, 'A1');
