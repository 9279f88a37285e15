CREATE TABLE members (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  joined_on TEXT NOT NULL
);

CREATE TABLE loans (
  id          INTEGER PRIMARY KEY,
  member_id   INTEGER REFERENCES members (id),
  book        TEXT NOT NULL,
  returned_on TEXT
);
