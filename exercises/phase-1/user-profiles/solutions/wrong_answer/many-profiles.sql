-- user_id is a foreign key and nothing else: a user may have many profiles, which is 1:n.
CREATE TABLE users (
  id    INT PRIMARY KEY,
  email VARCHAR(200) NOT NULL UNIQUE
);

CREATE TABLE profiles (
  id       INT AUTO_INCREMENT PRIMARY KEY,
  user_id  INT NOT NULL,
  birthday DATE,
  picture  VARCHAR(200),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE addresses (
  id      INT PRIMARY KEY,
  user_id INT NOT NULL,
  street  VARCHAR(200) NOT NULL,
  city    VARCHAR(100) NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
