INSERT INTO folders (id, parent_id, name) VALUES
  (1, NULL, 'new'),
  (2, 1,    'empty'),
  (3, 2,    'emptier');
