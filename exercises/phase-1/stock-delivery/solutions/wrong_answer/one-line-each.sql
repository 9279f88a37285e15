-- An UPDATE with a join changes each row once: of several lines of a product one counts.
START TRANSACTION;
INSERT IGNORE INTO stock (sku, quantity) SELECT sku, 0 FROM delivery_lines;
UPDATE stock
JOIN delivery_lines AS d ON d.sku = stock.sku
SET stock.quantity = stock.quantity + d.quantity;
DELETE FROM delivery_lines;
COMMIT;
