-- Closed all year: sales of other years alone.
INSERT INTO sales (id, sold_at, amount) VALUES
  (1, '2024-06-01 09:00:00', 5.00),
  (2, '2026-06-01 09:00:00', 6.00);
