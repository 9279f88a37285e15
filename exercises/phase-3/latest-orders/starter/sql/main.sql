-- 1. Create an index here.

-- 2. The query.
SELECT id, total
FROM orders
WHERE customer_id = 7
ORDER BY ordered_at DESC
LIMIT 10;
