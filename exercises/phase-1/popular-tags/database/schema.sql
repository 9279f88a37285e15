CREATE TABLE posts (
  id           INTEGER PRIMARY KEY,
  author       TEXT NOT NULL,
  published_on TEXT
);

CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts (id),
  tag     TEXT NOT NULL,
  PRIMARY KEY (post_id, tag)
);
