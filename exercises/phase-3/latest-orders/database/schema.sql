CREATE TABLE orders (
  id          integer PRIMARY KEY,
  customer_id integer NOT NULL,
  ordered_at  timestamp NOT NULL,
  total       numeric(8, 2) NOT NULL
);
