CREATE TABLE users (
  id INT AUTO_INCREMENT,
  email VARCHAR(200) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_user_an_email (email)
);

-- An id of its own, and user_id unique: 1:1 as well.
CREATE TABLE profiles (
  id INT AUTO_INCREMENT,
  user_id INT NOT NULL,
  birthday DATE NULL,
  picture VARCHAR(200) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_profile_a_user (user_id),
  CONSTRAINT profile_of_a_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE addresses (
  id INT AUTO_INCREMENT,
  user_id INT NOT NULL,
  street VARCHAR(200) NOT NULL,
  city VARCHAR(100) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT address_of_a_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
