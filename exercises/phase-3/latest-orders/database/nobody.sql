-- The customer 7 has ordered nothing.
INSERT INTO orders (id, customer_id, ordered_at, total)
SELECT n, 100 + n % 600, timestamp '2025-01-01' + n * interval '30 minutes', 5 + n % 90
FROM generate_series(1, 6000) AS n;

ANALYZE orders;
