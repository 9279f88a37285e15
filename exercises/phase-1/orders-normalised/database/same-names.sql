INSERT INTO order_rows VALUES
  (10, '2025-05-01', 'maria@web.example',  'Maria', 'S1', 'Shirt', 20.00, 1),
  (10, '2025-05-01', 'maria@web.example',  'Maria', 'S2', 'Shirt', 25.00, 1),
  (11, '2025-05-01', 'maria2@web.example', 'Maria', 'S1', 'Shirt', 20.00, 1),
  (12, '2025-05-01', 'maria2@web.example', 'Maria', 'H1', 'Hat',   20.00, 1),
  (13, '2025-05-01', 'maria2@web.example', 'Maria', 'H1', 'Hat',   20.00, 1);
