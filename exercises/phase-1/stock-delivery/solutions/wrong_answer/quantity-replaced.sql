-- Sets the quantity to what was delivered.
START TRANSACTION;
INSERT INTO stock (sku, quantity)
SELECT sku, SUM(quantity)
FROM delivery_lines
GROUP BY sku
ON DUPLICATE KEY UPDATE quantity = VALUES(quantity);
DELETE FROM delivery_lines;
COMMIT;
