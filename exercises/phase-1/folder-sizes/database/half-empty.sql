INSERT INTO folders (id, parent_id, name) VALUES
  (1, NULL, 'var'),
  (2, 1,    'log'),
  (3, 1,    'tmp'),
  (4, 3,    'cache');

INSERT INTO files (id, folder_id, name, bytes) VALUES
  (1, 2, 'app.log',  640),
  (2, 2, 'app.log.1', 640);
