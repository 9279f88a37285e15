-- Makes tables of the data first, and adds the keys; the old table goes.
BEGIN;

CREATE TABLE customers AS
SELECT customer_email AS email, MIN(customer_name) AS name
FROM order_rows
GROUP BY customer_email;

CREATE TABLE products AS
SELECT DISTINCT ON (product_code) product_code AS code, product_name AS name, unit_price
FROM order_rows;

CREATE TABLE orders AS
SELECT DISTINCT order_no, ordered_on, customer_email
FROM order_rows;

CREATE TABLE order_lines AS
SELECT order_no, product_code, quantity
FROM order_rows;

ALTER TABLE customers
  ADD PRIMARY KEY (email),
  ALTER COLUMN name SET NOT NULL;
ALTER TABLE products
  ADD PRIMARY KEY (code),
  ALTER COLUMN name SET NOT NULL,
  ALTER COLUMN unit_price SET NOT NULL;
ALTER TABLE orders
  ADD PRIMARY KEY (order_no),
  ADD FOREIGN KEY (customer_email) REFERENCES customers,
  ALTER COLUMN ordered_on SET NOT NULL,
  ALTER COLUMN customer_email SET NOT NULL;
ALTER TABLE order_lines
  ADD PRIMARY KEY (order_no, product_code),
  ADD FOREIGN KEY (order_no) REFERENCES orders,
  ADD FOREIGN KEY (product_code) REFERENCES products,
  ALTER COLUMN quantity SET NOT NULL;

DROP TABLE order_rows;

COMMIT;
