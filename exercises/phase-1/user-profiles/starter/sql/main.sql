CREATE TABLE users (
  id    INT PRIMARY KEY,
  email VARCHAR(200)
);

-- profiles and addresses are missing.
