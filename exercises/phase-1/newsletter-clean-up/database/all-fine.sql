INSERT INTO today (day) VALUES ('2025-01-10');

INSERT INTO readers (id, email, subscribed_on, confirmed_on) VALUES
  (1, 'kim@web.example', '2020-01-01', '2020-01-01'),
  (2, 'lea@web.example', '2025-01-09', NULL);
