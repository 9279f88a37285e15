-- A product that is known already violates the primary key.
START TRANSACTION;
INSERT INTO stock (sku, quantity) SELECT sku, quantity FROM delivery_lines;
DELETE FROM delivery_lines;
COMMIT;
