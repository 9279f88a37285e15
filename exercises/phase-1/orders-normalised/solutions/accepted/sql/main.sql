CREATE TABLE customers (
  email text PRIMARY KEY,
  name  text NOT NULL
);

CREATE TABLE products (
  code       text PRIMARY KEY,
  name       text NOT NULL,
  unit_price numeric(8, 2) NOT NULL
);

CREATE TABLE orders (
  order_no       integer PRIMARY KEY,
  ordered_on     date NOT NULL,
  customer_email text NOT NULL REFERENCES customers (email)
);

CREATE TABLE order_lines (
  order_no     integer REFERENCES orders (order_no),
  product_code text REFERENCES products (code),
  quantity     integer NOT NULL,
  PRIMARY KEY (order_no, product_code)
);

INSERT INTO customers (email, name)
SELECT DISTINCT customer_email, customer_name FROM order_rows;

INSERT INTO products (code, name, unit_price)
SELECT DISTINCT product_code, product_name, unit_price FROM order_rows;

INSERT INTO orders (order_no, ordered_on, customer_email)
SELECT DISTINCT order_no, ordered_on, customer_email FROM order_rows;

INSERT INTO order_lines (order_no, product_code, quantity)
SELECT order_no, product_code, quantity FROM order_rows;
