CREATE TABLE photos (
  id       INTEGER PRIMARY KEY,
  album    TEXT NOT NULL,
  taken_at TEXT NOT NULL
);

CREATE INDEX photos_taken_at ON photos (taken_at);
