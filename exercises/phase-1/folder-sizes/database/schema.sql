CREATE TABLE folders (
  id        INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES folders (id),
  name      TEXT NOT NULL
);

CREATE TABLE files (
  id        INTEGER PRIMARY KEY,
  folder_id INTEGER NOT NULL REFERENCES folders (id),
  name      TEXT NOT NULL,
  bytes     INTEGER NOT NULL
);
