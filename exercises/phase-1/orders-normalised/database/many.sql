-- 40 orders of 7 customers, each of 1 to 4 of 9 products.
INSERT INTO order_rows
SELECT
  o,
  date '2025-01-01' + o * 3,
  'reader' || o % 7 || '@web.example',
  'Reader ' || o % 7,
  'B' || p,
  'Book ' || p,
  5 + p * 1.25,
  1 + (o * p) % 5
FROM generate_series(1, 40) AS o
JOIN generate_series(1, 9) AS p ON (o + p * p) % 9 < 2 OR p = 1 + o % 9;
