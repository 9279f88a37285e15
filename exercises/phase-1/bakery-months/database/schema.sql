CREATE TABLE sales (
  id      INT PRIMARY KEY,
  sold_at DATETIME NOT NULL,
  amount  DECIMAL(8, 2) NOT NULL CHECK (amount > 0)
);
