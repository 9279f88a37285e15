-- A chain of six folders, with files at several depths; children have smaller ids than parents.
INSERT INTO folders (id, parent_id, name) VALUES
  (9, NULL, 'srv'),
  (8, 9,    'www'),
  (7, 8,    'shop'),
  (6, 7,    'src'),
  (5, 6,    'api'),
  (4, 5,    'v1'),
  (3, 8,    'blog');

INSERT INTO files (id, folder_id, name, bytes) VALUES
  (1, 4, 'routes.js',  1500),
  (2, 4, 'orders.js',  2500),
  (3, 6, 'main.js',     300),
  (4, 9, 'README',       42),
  (5, 3, 'index.html', 9000),
  (6, 7, 'shop.conf',     0);
