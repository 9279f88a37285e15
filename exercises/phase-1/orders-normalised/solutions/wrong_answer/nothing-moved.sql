-- Creates the tables, and forgets the data.
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

