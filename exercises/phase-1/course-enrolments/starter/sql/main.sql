CREATE TABLE teachers (
  id    integer PRIMARY KEY,
  name  text NOT NULL,
  email text
);

-- courses, students and enrolments are missing.
