-- CREATE TABLE ... AS copies the data, and makes neither keys nor NOT NULL.
CREATE TABLE customers AS
SELECT DISTINCT customer_email AS email, customer_name AS name FROM order_rows;

CREATE TABLE products AS
SELECT DISTINCT product_code AS code, product_name AS name, unit_price FROM order_rows;

CREATE TABLE orders AS
SELECT DISTINCT order_no, ordered_on, customer_email FROM order_rows;

CREATE TABLE order_lines AS
SELECT order_no, product_code, quantity FROM order_rows;
