-- 30 days before 2024-03-15 was 2024-02-14.
INSERT INTO today (day) VALUES ('2024-03-15');

INSERT INTO readers (id, email, subscribed_on, confirmed_on) VALUES
  (1, 'eva@web.example', '2024-02-13', NULL),
  (2, 'fin@web.example', '2024-02-14', NULL),
  (3, 'gus@web.example', '2024-02-15', NULL),
  (4, 'hal@web.example', '2023-01-01', '2023-12-31'),
  (5, 'ivy@web.example', '2023-01-01', NULL),
  (6, 'jan@web.example', '2024-03-15', NULL);
