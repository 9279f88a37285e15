-- 12,000 orders in no order of time; every fiftieth is of the customer 7.
INSERT INTO orders (id, customer_id, ordered_at, total)
SELECT
  n,
  CASE WHEN n % 50 = 0 THEN 7 ELSE 100 + n % 600 END,
  timestamp '2025-01-01' + (n * 5417) % 12000 * interval '30 minutes',
  5 + n % 90
FROM generate_series(1, 12000) AS n;

ANALYZE orders;
