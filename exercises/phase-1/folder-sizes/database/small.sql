INSERT INTO folders (id, parent_id, name) VALUES
  (1, NULL, 'home'),
  (2, 1,    'ada'),
  (3, 2,    'photos'),
  (4, 1,    'ben');

INSERT INTO files (id, folder_id, name, bytes) VALUES
  (1, 2, 'a.txt', 100),
  (2, 3, 'b.jpg', 5000),
  (3, 3, 'c.jpg', 7000);
