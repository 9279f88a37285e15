CREATE TABLE order_rows (
  order_no       integer NOT NULL,
  ordered_on     date NOT NULL,
  customer_email text NOT NULL,
  customer_name  text NOT NULL,
  product_code   text NOT NULL,
  product_name   text NOT NULL,
  unit_price     numeric(8, 2) NOT NULL,
  quantity       integer NOT NULL
);
