CREATE TABLE customers (
  email text PRIMARY KEY,
  name  text NOT NULL
);

INSERT INTO customers (email, name)
SELECT DISTINCT customer_email, customer_name
FROM order_rows;

-- products, orders and order_lines are missing.
