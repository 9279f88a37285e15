INSERT INTO order_rows VALUES
  (1, '2025-04-01', 'ada@web.example', 'Ada', 'T1', 'Tea', 4.50, 2),
  (1, '2025-04-01', 'ada@web.example', 'Ada', 'C1', 'Cup', 8.00, 1),
  (2, '2025-04-03', 'ada@web.example', 'Ada', 'T1', 'Tea', 4.50, 6);
