-- Readers who go because they never confirmed, with one or two bounces each.
INSERT INTO today (day) VALUES ('2025-06-30');

INSERT INTO readers (id, email, subscribed_on, confirmed_on) VALUES
  (1, 'sam@web.example', '2025-01-01', NULL),
  (2, 'tom@web.example', '2025-01-01', NULL),
  (3, 'uma@web.example', '2025-01-01', '2025-01-01'),
  (4, 'vic@web.example', '2025-01-01', '2025-01-01');

INSERT INTO bounces (id, reader_id, bounced_on) VALUES
  (1, 1, '2025-02-01'),
  (2, 2, '2025-02-01'),
  (3, 2, '2025-03-01'),
  (4, 3, '2025-02-01'),
  (5, 4, '2025-02-01'),
  (6, 4, '2025-03-01'),
  (7, 4, '2025-04-01');
