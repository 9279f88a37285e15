-- REPLACE throws the old row away: its quantity and its shelf are lost.
START TRANSACTION;
REPLACE INTO stock (sku, quantity)
SELECT d.sku, SUM(d.quantity) + COALESCE(MAX(s.quantity), 0)
FROM delivery_lines AS d
LEFT JOIN stock AS s ON s.sku = d.sku
GROUP BY d.sku;
DELETE FROM delivery_lines;
COMMIT;
