INSERT INTO folders (id, parent_id, name) VALUES
  (1, NULL, 'docs'),
  (2, NULL, 'docs-old'),
  (3, 1,    'letters'),
  (4, 2,    'letters'),
  (5, 2,    'docs'),
  (6, 5,    'letters');

INSERT INTO files (id, folder_id, name, bytes) VALUES
  (1, 3, 'mum.txt',    10),
  (2, 4, 'mum.txt',   200),
  (3, 6, 'mum.txt',  3000),
  (4, 2, 'list.txt', 40000),
  (5, 1, 'list.txt',     5);
