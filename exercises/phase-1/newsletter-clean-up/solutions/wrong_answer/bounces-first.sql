-- Once the bounces are deleted, nobody has three of them.
BEGIN;

DELETE FROM bounces
WHERE reader_id IN (SELECT reader_id FROM bounces GROUP BY reader_id HAVING COUNT(*) >= 3)
  OR reader_id IN (
    SELECT id FROM readers
    WHERE confirmed_on IS NULL AND subscribed_on < (SELECT date(day, '-30 days') FROM today)
  );

DELETE FROM readers
WHERE (confirmed_on IS NULL AND subscribed_on < (SELECT date(day, '-30 days') FROM today))
  OR id IN (SELECT reader_id FROM bounces GROUP BY reader_id HAVING COUNT(*) >= 3);

COMMIT;
