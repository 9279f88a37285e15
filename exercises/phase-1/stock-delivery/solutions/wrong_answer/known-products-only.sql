-- New products are not booked.
START TRANSACTION;
UPDATE stock
JOIN (SELECT sku, SUM(quantity) AS quantity FROM delivery_lines GROUP BY sku) AS d ON d.sku = stock.sku
SET stock.quantity = stock.quantity + d.quantity;
DELETE FROM delivery_lines;
COMMIT;
