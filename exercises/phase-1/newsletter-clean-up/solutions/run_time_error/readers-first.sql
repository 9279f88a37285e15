-- A reader who has bounces cannot go before them.
DELETE FROM readers
WHERE (confirmed_on IS NULL AND subscribed_on < (SELECT date(day, '-30 days') FROM today))
  OR (SELECT COUNT(*) FROM bounces AS b WHERE b.reader_id = readers.id) >= 3;
DELETE FROM bounces WHERE reader_id NOT IN (SELECT id FROM readers);
