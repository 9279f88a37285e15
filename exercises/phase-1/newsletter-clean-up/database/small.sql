INSERT INTO today (day) VALUES ('2025-06-30');

INSERT INTO readers (id, email, subscribed_on, confirmed_on) VALUES
  (1, 'ada@web.example', '2024-01-01', '2024-01-02'),
  (2, 'ben@web.example', '2025-01-01', NULL),
  (3, 'cem@web.example', '2025-02-01', '2025-02-01'),
  (4, 'dua@web.example', '2025-06-20', NULL);

INSERT INTO bounces (id, reader_id, bounced_on) VALUES
  (1, 1, '2025-03-03'),
  (2, 3, '2025-04-04'),
  (3, 3, '2025-05-05'),
  (4, 3, '2025-06-06');
