CREATE TABLE results (
  id         integer PRIMARY KEY,
  discipline text NOT NULL,
  child      text NOT NULL,
  result     numeric(6, 2),
  UNIQUE (discipline, child)
);
