CREATE TABLE lessons (
  id          integer PRIMARY KEY,
  learner     text NOT NULL,
  finished_at timestamp NOT NULL
);
