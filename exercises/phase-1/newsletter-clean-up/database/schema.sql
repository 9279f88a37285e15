CREATE TABLE readers (
  id            INTEGER PRIMARY KEY,
  email         TEXT NOT NULL,
  subscribed_on TEXT NOT NULL,
  confirmed_on  TEXT
);

CREATE TABLE bounces (
  id         INTEGER PRIMARY KEY,
  reader_id  INTEGER NOT NULL REFERENCES readers (id),
  bounced_on TEXT NOT NULL
);

CREATE TABLE today (
  day TEXT NOT NULL
);
