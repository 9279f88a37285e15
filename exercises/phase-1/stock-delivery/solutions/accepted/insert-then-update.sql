START TRANSACTION;

-- First make sure that every product is known, then add to all that were delivered.
INSERT INTO stock (sku, quantity)
SELECT DISTINCT sku, 0
FROM delivery_lines
WHERE sku NOT IN (SELECT sku FROM stock);

UPDATE stock
JOIN (
  SELECT sku, SUM(quantity) AS quantity
  FROM delivery_lines
  GROUP BY sku
) AS delivered ON delivered.sku = stock.sku
SET stock.quantity = stock.quantity + delivered.quantity;

DELETE FROM delivery_lines;

COMMIT;
