-- The ids of the example.
DELETE FROM bounces WHERE reader_id IN (2, 3);
DELETE FROM readers WHERE id IN (2, 3);
