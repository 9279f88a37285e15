-- ROLLBACK instead of COMMIT: nothing has happened.
START TRANSACTION;
INSERT INTO stock (sku, quantity)
SELECT sku, SUM(quantity)
FROM delivery_lines
GROUP BY sku
ON DUPLICATE KEY UPDATE quantity = stock.quantity + VALUES(quantity);
DELETE FROM delivery_lines;
ROLLBACK;
