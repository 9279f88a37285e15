-- Without ON DELETE CASCADE a user who has something cannot be deleted.
CREATE TABLE users (
  id    INT PRIMARY KEY,
  email VARCHAR(200) NOT NULL UNIQUE
);

CREATE TABLE profiles (
  user_id  INT PRIMARY KEY,
  birthday DATE,
  picture  VARCHAR(200),
  FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE TABLE addresses (
  id      INT PRIMARY KEY,
  user_id INT NOT NULL,
  street  VARCHAR(200) NOT NULL,
  city    VARCHAR(100) NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id)
);
