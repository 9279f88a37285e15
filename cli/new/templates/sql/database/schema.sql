CREATE TABLE book (
  id int PRIMARY KEY,
  title varchar(80) NOT NULL,
  author varchar(80) NOT NULL,
  published int NOT NULL
);
