INSERT INTO today (day) VALUES ('2025-06-30');

INSERT INTO readers (id, email, subscribed_on, confirmed_on) VALUES
  (1, 'max@web.example', '2024-01-01', '2024-01-01'),
  (2, 'nia@web.example', '2024-01-01', '2024-01-01'),
  (3, 'ole@web.example', '2025-06-29', NULL),
  (4, 'pia@web.example', '2024-01-01', '2024-01-01'),
  (5, 'rex@web.example', '2025-06-29', NULL);

INSERT INTO bounces (id, reader_id, bounced_on) VALUES
  (1,  1, '2025-01-01'),
  (2,  1, '2025-01-02'),
  (3,  2, '2025-01-01'),
  (4,  2, '2025-01-01'),
  (5,  2, '2025-01-01'),
  (6,  3, '2025-06-29'),
  (7,  3, '2025-06-29'),
  (8,  3, '2025-06-29'),
  (9,  3, '2025-06-30'),
  (10, 5, '2025-06-30');
