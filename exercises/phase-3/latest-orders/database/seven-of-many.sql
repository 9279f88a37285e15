-- Seven orders of the customer 7 among 12,000.
INSERT INTO orders (id, customer_id, ordered_at, total)
SELECT
  n,
  CASE WHEN n % 1700 = 0 THEN 7 ELSE 100 + n % 600 END,
  timestamp '2025-01-01' + (n * 5417) % 12000 * interval '30 minutes',
  5 + n % 90
FROM generate_series(1, 12000) AS n;

ANALYZE orders;
