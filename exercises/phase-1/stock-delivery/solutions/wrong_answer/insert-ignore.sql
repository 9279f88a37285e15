-- IGNORE drops the lines of known products, without a word.
START TRANSACTION;
INSERT IGNORE INTO stock (sku, quantity) SELECT sku, quantity FROM delivery_lines;
DELETE FROM delivery_lines;
COMMIT;
