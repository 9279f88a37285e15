START TRANSACTION;

-- Book what is new. What about the products that are known already?
INSERT INTO stock (sku, quantity)
SELECT sku, quantity
FROM delivery_lines
WHERE sku NOT IN (SELECT sku FROM stock);

COMMIT;
