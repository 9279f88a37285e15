-- Without NOT NULL a course may have no teacher.
CREATE TABLE teachers (
  id    integer PRIMARY KEY,
  name  text NOT NULL,
  email text NOT NULL UNIQUE
);

CREATE TABLE courses (
  id         integer PRIMARY KEY,
  title      text NOT NULL,
  teacher_id integer REFERENCES teachers (id),
  places     integer NOT NULL CHECK (places >= 1)
);

CREATE TABLE students (
  id   integer PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE enrolments (
  student_id  integer REFERENCES students (id) ON DELETE CASCADE,
  course_id   integer REFERENCES courses (id),
  enrolled_on date NOT NULL,
  grade       integer CHECK (grade BETWEEN 1 AND 6),
  PRIMARY KEY (student_id, course_id)
);
