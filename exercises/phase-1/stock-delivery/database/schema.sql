CREATE TABLE stock (
  sku      VARCHAR(20) PRIMARY KEY,
  quantity INT NOT NULL CHECK (quantity >= 0),
  shelf    VARCHAR(10)
);

CREATE TABLE delivery_lines (
  line     INT PRIMARY KEY,
  sku      VARCHAR(20) NOT NULL,
  quantity INT NOT NULL CHECK (quantity > 0)
);
